package io.verbatim.acceptance.driver;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A device's copy of what a group is called and who is in it: each with the version of its last change.
final class GroupCopy {

    private final Map<String, Member> members = new TreeMap<>();
    private String title = "";
    private long titleVersion;
    private long count;
    private long countVersion;

    /// @param role empty: it has left
    private record Member(String role, long version) {}

    /// What a group is, or somebody takes it to be.
    record State(String title, Map<String, String> roles, long count) {}

    /// Takes in a whole conversation, unless the copy has something newer.
    void takeAll(JsonNode conversation) {
        long version = conversation.path("version").asLong(0);
        if (version < countVersion || version < titleVersion) {
            return;
        }
        members.clear();
        for (JsonNode member : conversation.path("members")) {
            members.put(
                    member.path("userId").asString(""),
                    new Member(member.path("role").asString(""), version));
        }
        title = conversation.path("title").asString("");
        titleVersion = version;
        count = conversation.path("memberCount").asLong(0);
        countVersion = version;
    }

    /// Takes in an event, where it is newer.
    void take(String event, JsonNode data) {
        long version = data.path("version").asLong(0);
        if (event.equals("group.changed")) {
            if (version > titleVersion) {
                title = data.path("title").asString("");
                titleVersion = version;
            }
            return;
        }
        for (JsonNode member : data.path("members")) {
            Member now = new Member(
                    event.equals("member.left") ? "" : member.path("role").asString(""), version);
            members.merge(
                    member.path("userId").asString(""),
                    now,
                    (known, told) -> known.version() >= told.version() ? known : told);
        }
        if (version > countVersion) {
            count = data.path("memberCount").asLong(0);
            countVersion = version;
        }
    }

    /// Empty: no member, as far as is known.
    String role(String user) {
        Member member = members.get(user);
        return member == null ? "" : member.role();
    }

    /// Whether somebody may what members may not, as far as is known.
    boolean administers(String user) {
        return role(user).equals("owner") || role(user).equals("admin");
    }

    State state() {
        Map<String, String> roles = members.entrySet().stream()
                .filter(each -> !each.getValue().role().isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().role()));
        return new State(title, new TreeMap<>(roles), count);
    }
}
