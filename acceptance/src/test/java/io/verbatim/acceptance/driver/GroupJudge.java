package io.verbatim.acceptance.driver;

import io.verbatim.acceptance.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Judges who is in a group, what it is called, who was told of it, and what somebody sees whose stay has ended.
final class GroupJudge {

    // events that a device may get before one that was sent earlier on another way
    static final int ON_THEIR_WAY = 10;

    private final History history;
    private final Chat chat;
    private final Ledger ledger;
    private final BiConsumer<String, String> blame;

    GroupJudge(History history, Chat chat, Ledger ledger, BiConsumer<String, String> blame) {
        this.history = history;
        this.chat = chat;
        this.ledger = ledger;
        this.blame = blame;
    }

    /// Everything that was told of who was in it: on connections, and with pages.
    static List<JsonNode> told(History history, String conversation) {
        List<JsonNode> told = new ArrayList<>();
        for (Observed.GroupAtRest device : history.all(Observed.GroupAtRest.class)) {
            if (device.conversation().equals(conversation)) {
                told.addAll(device.notices());
            }
        }
        for (Observed.Told each : history.all(Observed.Told.class)) {
            if (isOf(each, conversation) && isNotice(each.event())) {
                told.add(asNotice(each));
            }
        }
        return told;
    }

    private static JsonNode asNotice(Observed.Told told) {
        ObjectNode notice = (ObjectNode) Json.read("{}");
        notice.set("version", told.data().path("version"));
        notice.put("event", told.event()).set("data", told.data());
        return notice;
    }

    private static boolean isOf(Observed.Told told, String conversation) {
        return told.data().path("conversationId").asString("").equals(conversation);
    }

    private static boolean isNotice(String event) {
        return event.startsWith("member.") || event.equals("group.changed");
    }

    void judge(Map<Long, JsonNode> truth, List<Observed.AtRest> atRest) {
        asked();
        accepted();
        places();
        said(truth);
        onlyToldWhileThere();
        typing();
        Map<String, Long> cleared = atRest.stream()
                .collect(Collectors.toMap(
                        Observed.AtRest::device,
                        device -> device.entry()
                                .path("conversation")
                                .path("clearedSeq")
                                .asLong(0)));
        for (Observed.GroupAtRest device : history.all(Observed.GroupAtRest.class)) {
            if (device.conversation().equals(chat.id())) {
                group(device, cleared.getOrDefault(device.device(), 0L));
            }
        }
        atRest.forEach(this::entry);
    }

    /// Nothing happens to a group that nobody asked for, but that another follows an owner who leaves.
    private void asked() {
        List<Observed.GroupAsked> asked = history.all(Observed.GroupAsked.class).stream()
                .filter(each -> each.conversation().equals(chat.id()))
                .toList();
        ledger.notices().forEach((version, notice) -> {
            JsonNode data = notice.path("data");
            String by = data.path("by").asString("");
            Set<String> users = new HashSet<>();
            data.path("members")
                    .forEach(member -> users.add(member.path("userId").asString("")));
            boolean follows = notice.path("event").asString("").equals("member.role")
                    && !ledger.at(version - 1).roles().containsValue("owner");
            boolean wanted = asked.stream()
                    .anyMatch(each -> user(each.device()).equals(by)
                            && fits(each, notice.path("event").asString(""), users, data));
            if (!follows && !wanted) {
                blame.accept("nobody asked for it", notice.toString());
            }
        });
    }

    private static boolean fits(Observed.GroupAsked asked, String event, Set<String> users, JsonNode data) {
        return switch (asked.action()) {
            case TITLE ->
                event.equals("group.changed")
                        && asked.value().equals(data.path("title").asString(""));
            case REMOVE -> event.equals("member.left") && users.containsAll(asked.people());
            case ADD, ADD_MANY, ROLE ->
                event.equals("member.joined") && asked.people().containsAll(users)
                        || event.equals("member.role") && users.containsAll(asked.people());
        };
    }

    /// What was acknowledged was so at the version that the answer named.
    private void accepted() {
        for (Observed.GroupAccepted accepted : history.all(Observed.GroupAccepted.class)) {
            if (!accepted.conversation().equals(chat.id())) {
                continue;
            }
            GroupCopy.State then = ledger.at(accepted.version());
            boolean holds = switch (accepted.action()) {
                case ADD, ADD_MANY -> then.roles().keySet().containsAll(accepted.people());
                case REMOVE -> !then.roles().containsKey(accepted.people().getFirst());
                case ROLE ->
                    accepted.value().equals(then.roles().get(accepted.people().getFirst()));
                case TITLE -> accepted.value().equals(then.title());
            };
            if (!holds) {
                blame.accept("a change of the group was lost", accepted + ", then " + then);
            }
        }
    }

    /// A notice stands after the messages that are older than it.
    private void places() {
        TreeMap<Long, Long> seqs = new TreeMap<>();
        for (Observed.Accepted accepted : history.all(Observed.Accepted.class)) {
            if (accepted.conversation().equals(chat.id())) {
                seqs.put(accepted.version(), accepted.seq());
            }
        }
        ledger.notices().forEach((version, notice) -> {
            Map.Entry<Long, Long> before = seqs.lowerEntry(version);
            Map.Entry<Long, Long> after = seqs.higherEntry(version);
            long place = notice.path("data").path("afterSeq").asLong(-1);
            if (place >= 0
                    && (before != null && place < before.getValue() || after != null && place >= after.getValue())) {
                blame.accept("a notice at another place", notice + " between " + before + " and " + after);
            }
        });
    }

    /// Only who is there says anything.
    private void said(Map<Long, JsonNode> truth) {
        truth.forEach((seq, message) -> {
            if (!ledger.sees(message.path("sender").asString(""), seq)) {
                blame.accept("said by who was not there", message.toString());
            }
        });
        for (Observed.Refused refused : history.all(Observed.Refused.class)) {
            if (refused.conversation().equals(chat.id())
                    && refused.problem().contains(":not-a-member")
                    && ledger.neverLeft(user(refused.device()))) {
                blame.accept("refused though a member", refused.toString());
            }
        }
    }

    /// Who is not there is told nothing, unless it comes again and sees what became of messages of its stays.
    private void onlyToldWhileThere() {
        for (Observed.Told told : history.all(Observed.Told.class)) {
            if (!isOf(told, chat.id())) {
                continue;
            }
            String user = user(told.device());
            long version = told.data().path("version").asLong(0);
            boolean message = told.event().startsWith("message.");
            List<Ledger.Stay> stays = ledger.stays(user);
            boolean there = stays.stream().anyMatch(stay -> stay.spans(version));
            boolean again = message && !stays.isEmpty() && stays.getLast().joined() > version;
            if (message && !ledger.sees(user, told.data().path("seq").asLong(0))
                    || (message || isNotice(told.event())) && !there && !again) {
                blame.accept("told though not there", told + ", there " + stays);
            }
        }
    }

    /// Who is told that it was removed is told of nobody's typing, until somebody adds it again; but what is on its
    /// way,
    /// past the log, may come a moment later, and before what tells of the adding.
    private void typing() {
        Map<String, Integer> toldSince = new HashMap<>();
        for (Observed observed : history.all(Observed.class)) {
            if (observed instanceof Observed.Told told) {
                toldSince.computeIfPresent(told.connection(), (_, count) -> count + 1);
                typing(told, toldSince);
            } else if (observed instanceof Observed.GroupAsked asked
                    && asked.conversation().equals(chat.id())
                    && asked.action() != GroupAction.REMOVE) {
                toldSince.keySet().removeIf(connection -> asked.people().contains(user(connection)));
            }
        }
    }

    private void typing(Observed.Told told, Map<String, Integer> toldSince) {
        String user = user(told.device());
        if (told.data().path("conversation").path("id").asString("").equals(chat.id())) {
            toldSince.remove(told.connection());
        }
        if (!isOf(told, chat.id())) {
            return;
        }
        boolean away = toldSince.getOrDefault(told.connection(), 0) > ON_THEIR_WAY;
        if (told.event().equals("typing") && (away || ledger.stays(user).isEmpty())) {
            blame.accept("typing told to who is not there", told.toString());
        } else if (told.event().equals("member.left")
                && Json.texts(told.data().path("members"), "userId").contains(user)) {
            toldSince.put(told.connection(), 0);
        }
    }

    /// @param cleared what stood before it is gone from its pages
    private void group(Observed.GroupAtRest device, long cleared) {
        String user = user(device.device());
        List<Ledger.Stay> stays = ledger.stays(user);
        Set<Long> expected = ledger.notices().entrySet().stream()
                .filter(notice -> stays.stream().anyMatch(stay -> stay.spans(notice.getKey())))
                .filter(notice -> notice.getValue().path("afterSeq").asLong(0) >= cleared)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Set<Long> seen = device.notices().stream()
                .map(notice -> notice.path("version").asLong(0))
                .collect(Collectors.toSet());
        if (!seen.equals(expected)) {
            blame.accept("notices differ", device.device() + " " + chat.id() + " has " + seen + ", not " + expected);
        }
        GroupCopy.State then = ledger.at(ledger.until(user));
        if (!device.held().equals(then)) {
            blame.accept(
                    "copy of the group differs",
                    device.device() + " " + chat.id() + " has " + device.held() + ", not " + then);
        }
        Map<String, String> roles = new TreeMap<>();
        device.members()
                .forEach(member -> roles.put(
                        member.path("userId").asString(""), member.path("role").asString("")));
        // who has left sees the roles of those who were there as they are now
        boolean right = ledger.isPresent(user)
                ? roles.equals(then.roles())
                : roles.keySet().equals(then.roles().keySet());
        if (!right || roles.size() != device.members().size()) {
            blame.accept("members differ", device.device() + " " + device.members() + ", not " + then);
        }
    }

    /// The caller's own part of a conversation, too.
    private void entry(Observed.AtRest device) {
        String user = user(device.device());
        JsonNode conversation = device.entry().path("conversation");
        Ledger.Stay last = ledger.stays(user).getLast();
        GroupCopy.State then = ledger.at(last.left());
        boolean holds = conversation.path("left").asBoolean(false) != last.lasts()
                && conversation.path("memberCount").asLong(0) == then.count()
                && conversation.path("title").asString("").equals(then.title())
                && conversation.path("joinedSeq").asLong(0) == last.first()
                && (last.lasts() || conversation.path("lastSeq").asLong(0) == last.last())
                && (!last.lasts()
                        || conversation
                                .path("role")
                                .asString("")
                                .equals(then.roles().get(user)));
        if (!holds) {
            blame.accept("entry differs", device.device() + " " + device.entry() + ", not " + last + " " + then);
        }
    }

    private static String user(String device) {
        return device.substring(0, device.indexOf('/'));
    }
}
