package io.verbatim.acceptance.driver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What a device has sent and nobody has acknowledged, in the order in which it was said.
final class Outbox {

    /// Mentions of everybody.
    static final List<String> ALL = List.of("*");

    private static final String TO_ALL = "send to all";

    private final Map<String, Letter> waiting = new LinkedHashMap<>();

    /// A message on its way.
    ///
    /// @param mentions one other member, everybody, or nobody
    record Letter(String conversation, String clientMessageId, String text, List<String> mentions) {
        String what() {
            return mentions.equals(ALL) ? TO_ALL : "send";
        }

        Map<String, ?> frame(String id) {
            return Map.of(
                    "type",
                    "send",
                    "id",
                    id,
                    "conversationId",
                    conversation,
                    "clientMessageId",
                    clientMessageId,
                    "text",
                    text,
                    "mentions",
                    mentions);
        }
    }

    /// Who is removed, or blocked, or no longer an admin, may not know it yet.
    ///
    /// @param what a letter's
    static boolean mayBeRefused(String what, JsonNode problem) {
        String type = problem.path("type").asString("");
        return type.endsWith(":invalid") && what.equals(TO_ALL)
                || type.endsWith(":not-a-member")
                || type.endsWith(":blocked");
    }

    void add(Letter letter) {
        waiting.put(letter.clientMessageId(), letter);
    }

    void remove(String clientMessageId) {
        waiting.remove(clientMessageId);
    }

    List<Letter> all() {
        return List.copyOf(waiting.values());
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
