package io.verbatim.acceptance.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Stands between a device and what it is answered at rest. With no fault planted it lets everything through.
final class TamperedAnswers {

    private final Set<Fault> faults;

    TamperedAnswers(Set<Fault> faults) {
        this.faults = faults;
    }

    /// What comes of an entry of the inbox.
    JsonNode entry(JsonNode entry) {
        long unread = entry.path("unread").asLong(0);
        if (unread > 0 && faults.contains(Fault.COUNTED_TWICE)) {
            ((ObjectNode) entry).put("unread", unread + 1);
        }
        if (unread > 0 && faults.contains(Fault.UNREAD_OFF_BY_ONE)) {
            ((ObjectNode) entry).put("unread", unread - 1);
        }
        if (faults.contains(Fault.LOST_SETTING)) {
            ((ObjectNode) entry).put("muted", !entry.path("muted").asBoolean(false));
        }
        if (faults.contains(Fault.LOST_MENTION) && !entry.path("mentionSeqs").isEmpty()) {
            ((ArrayNode) entry.path("mentionSeqs")).remove(0);
        }
        return entry;
    }

    /// What comes of all messages of a conversation.
    List<JsonNode> pages(List<JsonNode> pages, JsonNode conversation) {
        List<JsonNode> shown = new ArrayList<>(pages);
        if (pages.isEmpty()) {
            return shown;
        }
        long joined = conversation.path("joinedSeq").asLong(0);
        if (joined > 1 && faults.contains(Fault.WINDOW_OFF_BY_ONE)) {
            shown.add(with(pages.getFirst(), joined - 1));
        }
        if (conversation.path("left").asBoolean(false) && faults.contains(Fault.WINDOW_OFF_BY_ONE)) {
            shown.add(with(pages.getLast(), conversation.path("lastSeq").asLong(0) + 1));
        }
        if (faults.contains(Fault.HIDDEN_SHOWN_AGAIN)) {
            long before = Math.max(joined, conversation.path("clearedSeq").asLong(0) + 1) - 1;
            for (JsonNode message : pages) {
                long seq = message.path("seq").asLong(0);
                if (before >= joined && seq > before + 1) {
                    shown.add(with(message, before + 1));
                }
                before = seq;
            }
        }
        return shown;
    }

    /// What comes of all that was found.
    ///
    /// @param last a message that does not say what was searched for any more; missing: there is none
    List<JsonNode> found(List<JsonNode> found, JsonNode last) {
        List<JsonNode> shown = new ArrayList<>(found);
        if (!last.isMissingNode() && faults.contains(Fault.STALE_SEARCH_HIT)) {
            shown.add(last);
        }
        return shown;
    }

    private static JsonNode with(JsonNode message, long seq) {
        return ((ObjectNode) message.deepCopy()).put("seq", seq);
    }
}
