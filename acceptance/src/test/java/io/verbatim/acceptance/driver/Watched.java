package io.verbatim.acceptance.driver;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Whom a device watches, and what it was told of them on its connection. Used under its client's lock.
final class Watched {

    private final Map<String, String> presences = new HashMap<>();
    private List<String> people = List.of();

    /// From the next connection on.
    void watch(Collection<String> others) {
        people = List.copyOf(others);
    }

    /// A connection has begun: it was told nothing yet.
    void begin() {
        presences.clear();
    }

    Map<String, Object> frame() {
        return Map.of("type", "watch", "users", people);
    }

    /// Empty: nothing was told.
    String presence(String person) {
        return presences.getOrDefault(person, "");
    }

    /// Takes in an event, if it is about somebody's presence.
    void take(String event, JsonNode data) {
        if (event.equals("presence.changed")) {
            presences.put(data.path("userId").asString(""), data.path("state").asString(""));
        }
    }
}
