package io.verbatim.acceptance.driver;

import io.verbatim.acceptance.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Stands between a device and its socket. With no fault planted it lets everything through. Used under its link's
/// lock.
final class Tampering {

    private static final int ONE_IN = 12;

    private final Fault fault;
    private final SplittableRandom random;
    private final Supplier<String> newestCursor;
    private final Map<String, String> heldSends = new HashMap<>();
    private boolean resuming;

    /// @param newestCursor the newest place in the user's history, asked of the server
    Tampering(Fault fault, SplittableRandom random, Supplier<String> newestCursor) {
        this.fault = fault;
        this.random = random;
        this.newestCursor = newestCursor;
    }

    /// What comes of a frame of the server.
    List<JsonNode> incoming(JsonNode frame) {
        String type = frame.path("type").asString("");
        switch (type) {
            case "welcome" -> resuming = frame.path("recovered").asBoolean(false);
            case "live" -> resuming = false;
            default -> {}
        }
        boolean message = frame.path("event").asString("").startsWith("message.");
        if (fault == Fault.DROPPED_BATCH && message && random.nextInt(ONE_IN) == 0) {
            return List.of();
        }
        if (fault == Fault.STALE_HEAL && message && resuming && random.nextInt(3) == 0) {
            return List.of();
        }
        if (fault == Fault.CURSOR_FROM_ANSWER && type.equals("ack") && frame.has("seq")) {
            return List.of(frame, Json.read(Json.of("{'type':'cursor','cursor':'%s'}", newestCursor.get())));
        }
        return List.of(frame);
    }

    /// What becomes of a frame of the device.
    List<String> outgoing(JsonNode frame) {
        String type = frame.path("type").asString("");
        String text = frame.toString();
        if (fault == Fault.SWAPPED_SENDS && type.equals("send")) {
            return swapped(frame.path("conversationId").asString(""), text);
        }
        return forged(frame, type) == null ? List.of(text) : List.of();
    }

    /// An answer that the server never gave to a frame that it never got; null: the frame goes its way.
    JsonNode forged(JsonNode frame, String type) {
        boolean receipt = type.equals("delivered") || type.equals("read");
        boolean lost =
                fault == Fault.LOST_RECEIPT && receipt && frame.path("upTo").asLong(0) % 2 == 0
                        || fault == Fault.ANSWER_BEFORE_SYNC
                                && type.equals("send")
                                && frame.path("text").asString("").endsWith("7");
        if (!lost) {
            return null;
        }
        ObjectNode ack = (ObjectNode) Json.read("{'type':'ack','version':1}".replace('\'', '"'));
        ack.set("id", frame.path("id"));
        if (!receipt) {
            ack.put("messageId", "unsynced").put("seq", 1).put("sentAt", "2026-01-01T00:00:00.000Z");
        }
        return ack;
    }

    private List<String> swapped(String conversation, String text) {
        String held = heldSends.remove(conversation);
        if (held != null) {
            return List.of(text, held);
        }
        if (random.nextInt(3) == 0) {
            heldSends.put(conversation, text);
            return List.of();
        }
        return List.of(text);
    }

    /// What was held back goes out: nothing follows it.
    List<String> rest() {
        List<String> rest = new ArrayList<>(heldSends.values());
        heldSends.clear();
        return rest;
    }

    /// What comes of an entry of the inbox.
    JsonNode entry(JsonNode entry) {
        if (fault == Fault.COUNTED_TWICE && entry.path("unread").asLong(0) > 0) {
            ((ObjectNode) entry).put("unread", entry.path("unread").asLong(0) + 1);
        }
        return entry;
    }
}
