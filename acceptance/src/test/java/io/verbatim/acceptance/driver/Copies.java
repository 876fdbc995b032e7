package io.verbatim.acceptance.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything that a device holds, kept by what comes on its connection. Not safe for threads.
final class Copies {

    private final Map<String, ChatCopy> chats = new TreeMap<>();
    private final Set<String> untrusted = new TreeSet<>();

    /// Takes in an event as the protocol says.
    void take(String event, JsonNode data) {
        String conversation = data.path("conversationId").asString("");
        switch (event) {
            case "conversation.created", "conversation.gap" -> {
                // who comes again sees at once what it missed of its stays before
                JsonNode whole = data.path("conversation");
                chat(whole.path("id").asString("")).takeEntry(data);
                untrusted.add(whole.path("id").asString(""));
            }
            case "group.changed", "member.joined", "member.left", "member.role" ->
                chat(conversation).group().take(event, data);
            case "conversation.hidden" -> chat(conversation).hide(data.path("seqs"));
            case "conversation.cleared" ->
                chat(conversation).clear(data.path("clearedSeq").asLong(0));
            case "settings.changed" ->
                chat(conversation).take(Settings.of(data, data.path("version").asLong(0)));
            case "receipts.changed" -> chat(conversation).takeReceipts(data.path("members"));
            default -> {
                if (event.startsWith("message.")) {
                    chat(conversation).take(data);
                }
            }
        }
    }

    /// Takes in one's own message, which is not repeated to its connection.
    void takeOwn(JsonNode ack, Outbox.Letter letter, String user) {
        ObjectNode message = (ObjectNode) ack.deepCopy();
        message.remove(List.of("type", "id"));
        message.put("conversationId", letter.conversation())
                .put("clientMessageId", letter.clientMessageId())
                .put("sender", user)
                .put("text", letter.text());
        if (!letter.mentions().isEmpty()) {
            letter.mentions().forEach(message.putArray("mentions")::add);
        }
        chat(letter.conversation()).take(message);
    }

    ChatCopy chat(String conversation) {
        return chats.computeIfAbsent(conversation, _ -> new ChatCopy());
    }

    List<String> conversations() {
        return new ArrayList<>(chats.keySet());
    }

    /// It has to be loaded anew.
    void distrust(String conversation) {
        untrusted.add(conversation);
    }

    /// Conversations that have to be loaded anew, each told once.
    Set<String> takeUntrusted() {
        Set<String> taken = new TreeSet<>(untrusted);
        untrusted.clear();
        return taken;
    }
}
