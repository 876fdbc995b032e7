package io.verbatim.acceptance.driver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/// Who was in a conversation when, as its notices tell it in the order of their versions. They are taken at their word
/// only where each is possible after those before it.
final class Ledger {

    private static final long OPEN = Long.MAX_VALUE;

    private final Chat chat;
    private final BiConsumer<String, String> blame;
    private final Map<String, List<Stay>> stays = new HashMap<>();
    // the present, the longest-standing first
    private final Map<String, String> roles = new LinkedHashMap<>();
    private final TreeMap<Long, GroupCopy.State> states = new TreeMap<>();
    private final TreeMap<Long, JsonNode> notices = new TreeMap<>();
    private String title;

    /// One stay of somebody.
    ///
    /// @param first the first message that it may see
    /// @param last the last one
    /// @param joined the version of its joining
    /// @param left the version of its leaving
    record Stay(long first, long last, long joined, long left) {
        boolean sees(long seq) {
            return first <= seq && seq <= last;
        }

        boolean lasts() {
            return left == OPEN;
        }

        boolean spans(long version) {
            return joined <= version && version <= left;
        }
    }

    private Ledger(Chat chat, BiConsumer<String, String> blame) {
        this.chat = chat;
        this.blame = blame;
        this.title = chat.title();
        for (String user : chat.initial()) {
            join(user, user.equals(chat.initial().getFirst()) && chat.isGroup() ? "owner" : "member", 0, 0);
        }
        remember(0);
    }

    /// @param told notices, each as often as it was told; of several the first, of a page, says where it stands
    static Ledger of(Chat chat, Collection<JsonNode> told, BiConsumer<String, String> blame) {
        Ledger ledger = new Ledger(chat, blame);
        for (JsonNode notice : told) {
            JsonNode known = ledger.notices.putIfAbsent(notice.path("version").asLong(0), notice);
            if (known != null
                    && !(known.path("event").equals(notice.path("event"))
                            && known.path("data").equals(notice.path("data")))) {
                blame.accept("told otherwise", chat.id() + " " + notice + ", elsewhere " + known);
            }
        }
        ledger.notices.forEach(ledger::replay);
        return ledger;
    }

    private void replay(long version, JsonNode notice) {
        JsonNode data = notice.path("data");
        String by = data.path("by").asString("");
        switch (notice.path("event").asString("")) {
            case "member.joined" -> joined(version, data, by);
            case "member.left" -> left(version, data, by);
            case "member.role" -> changed(data, by, version);
            default -> {
                require(isAdmin(by), "retitled", notice);
                title = data.path("title").asString("");
            }
        }
        require(!data.has("memberCount") || data.path("memberCount").asLong(0) == roles.size(), "miscounted", notice);
        remember(version);
    }

    private void joined(long version, JsonNode data, String by) {
        require(isAdmin(by), "added by who may not", data);
        for (JsonNode member : data.path("members")) {
            String user = member.path("userId").asString("");
            require(!roles.containsKey(user) && chat.people().contains(user), "added who is there", data);
            join(user, member.path("role").asString(""), data.path("afterSeq").asLong(0), version);
        }
    }

    private void join(String user, String role, long afterSeq, long version) {
        roles.put(user, role);
        stays.computeIfAbsent(user, _ -> new ArrayList<>()).add(new Stay(afterSeq + 1, OPEN, version, OPEN));
    }

    private void left(long version, JsonNode data, String by) {
        for (JsonNode member : data.path("members")) {
            String user = member.path("userId").asString("");
            String role = roles.remove(user);
            if (role == null) {
                require(false, "removed who is not there", data);
                continue;
            }
            require(user.equals(by) || isAdmin(by) && !role.equals("owner"), "removed by who may not", data);
            List<Stay> own = stays.get(user);
            Stay last = own.removeLast();
            own.add(new Stay(last.first(), data.path("afterSeq").asLong(0), last.joined(), version));
        }
    }

    /// When the owner leaves, its longest-standing admin follows, else member; nobody asks for that.
    private void changed(JsonNode data, String by, long version) {
        boolean orphaned = !roles.containsValue("owner");
        String heir = roles.keySet().stream()
                .filter(this::isAdmin)
                .findFirst()
                .orElseGet(() -> roles.keySet().stream().findFirst().orElse(""));
        for (JsonNode member : data.path("members")) {
            String user = member.path("userId").asString("");
            String role = member.path("role").asString("");
            boolean passes = role.equals("owner");
            require(roles.containsKey(user), "a role of who is not there", data);
            if (orphaned) {
                require(passes && user.equals(heir), "another follows, expected " + heir, data);
            } else {
                boolean own = "owner".equals(roles.get(by));
                require(isAdmin(by) && (!passes || own), "a role by who may not give it", data);
            }
            if (roles.containsKey(user)) {
                roles.put(user, role);
            }
        }
        long owners = roles.values().stream().filter("owner"::equals).count();
        require(owners == 1, owners + " owners at " + version, data);
    }

    private boolean isAdmin(String user) {
        return roles.containsKey(user) && !roles.get(user).equals("member");
    }

    private void remember(long version) {
        states.put(version, new GroupCopy.State(title, new TreeMap<>(roles), roles.size()));
    }

    private void require(boolean holds, String what, JsonNode notice) {
        if (!holds) {
            blame.accept("an impossible notice", what + ": " + notice);
        }
    }

    String conversation() {
        return chat.id();
    }

    /// As the group was after everything up to a version.
    GroupCopy.State at(long version) {
        return states.floorEntry(version).getValue();
    }

    TreeMap<Long, JsonNode> notices() {
        return notices;
    }

    /// All of somebody, in their order; none if it was never there.
    List<Stay> stays(String user) {
        return stays.getOrDefault(user, List.of());
    }

    boolean sees(String user, long seq) {
        return stays(user).stream().anyMatch(stay -> stay.sees(seq));
    }

    boolean isPresent(String user) {
        return !stays(user).isEmpty() && stays(user).getLast().lasts();
    }

    /// Whether somebody was there from the beginning to the end.
    boolean neverLeft(String user) {
        return stays(user).size() == 1 && isPresent(user);
    }

    /// Everybody who is there.
    List<String> present() {
        return stays.keySet().stream().filter(this::isPresent).sorted().toList();
    }

    /// The version of somebody's leaving, if it is no longer there.
    long until(String user) {
        return stays(user).getLast().left();
    }
}
