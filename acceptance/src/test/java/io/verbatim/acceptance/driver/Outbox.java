package io.verbatim.acceptance.driver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a device has sent and nobody has acknowledged, in the order in which it was said.
final class Outbox {

    /// Mentions of everybody.
    static final List<String> ALL = List.of("*");

    private final Map<String, Letter> waiting = new LinkedHashMap<>();

    /// A message on its way.
    ///
    /// @param mentions one other member, everybody, or nobody
    record Letter(String conversation, String clientMessageId, String text, List<String> mentions) {
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
