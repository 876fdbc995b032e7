package io.verbatim.acceptance.driver;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// How far each member of a conversation has got and read it, as far as somebody knows: of two copies the greater of
/// each holds.
record Watermarks(Map<String, Long> delivered, Map<String, Long> read) {

    Watermarks() {
        this(new TreeMap<>(), new TreeMap<>());
    }

    /// Takes in the `members` of an answer or an event.
    void take(JsonNode members) {
        for (JsonNode member : members) {
            String user = member.path("userId").asString("");
            delivered.merge(user, member.path("deliveredSeq").asLong(0), Math::max);
            read.merge(user, member.path("readSeq").asLong(0), Math::max);
        }
    }

    long deliveredBy(String user) {
        return delivered.getOrDefault(user, 0L);
    }

    long readBy(String user) {
        return read.getOrDefault(user, 0L);
    }

    Watermarks copy() {
        return new Watermarks(new TreeMap<>(delivered), new TreeMap<>(read));
    }
}
