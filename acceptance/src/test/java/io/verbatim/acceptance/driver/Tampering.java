package io.verbatim.acceptance.driver;

import io.verbatim.acceptance.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Stands between a device and its socket. With no fault planted it lets everything through. Used under its link's
/// lock.
final class Tampering {

    private static final int ONE_IN = 12;

    private final Set<Fault> faults;
    private final SplittableRandom random;
    private final Supplier<String> newestCursor;
    private final Map<String, String> sentTo = new HashMap<>();
    private final Map<String, String> heldSends = new HashMap<>();
    private boolean resuming;
    private String user = "";

    /// @param newestCursor the newest place in the user's history, asked of the server
    Tampering(Set<Fault> faults, SplittableRandom random, Supplier<String> newestCursor) {
        this.faults = faults;
        this.random = random;
        this.newestCursor = newestCursor;
    }

    /// What comes of a frame of the server.
    List<JsonNode> incoming(JsonNode frame) {
        String type = frame.path("type").asString("");
        switch (type) {
            case "welcome" -> {
                resuming = frame.path("recovered").asBoolean(false);
                user = frame.path("userId").asString("");
            }
            case "live" -> resuming = false;
            default -> {}
        }
        boolean message = frame.path("event").asString("").startsWith("message.");
        if (has(Fault.DROPPED_BATCH) && message && random.nextInt(ONE_IN) == 0) {
            return List.of();
        }
        if (has(Fault.STALE_HEAL) && message && resuming && random.nextInt(3) == 0) {
            return List.of();
        }
        if (has(Fault.CURSOR_FROM_ANSWER) && type.equals("ack") && frame.has("seq")) {
            return List.of(frame, Json.read(Json.of("{'type':'cursor','cursor':'%s'}", newestCursor.get())));
        }
        if (type.equals("failed")) {
            return failed(frame);
        }
        return aboutMembers(frame, frame.path("event").asString(""));
    }

    /// What was refused because of a block.
    private List<JsonNode> failed(JsonNode frame) {
        String conversation = sentTo.get(frame.path("id").asString(""));
        if (conversation == null
                || !frame.path("problem").path("type").asString("").endsWith(":blocked")) {
            return List.of(frame);
        }
        if (has(Fault.SAID_ACROSS_A_BLOCK)) {
            ObjectNode ack = ack(frame);
            return List.of(ack.put("messageId", "blocked").put("seq", 1).put("sentAt", "2026-01-01T00:00:00.000Z"));
        }
        return has(Fault.TYPING_ACROSS_A_BLOCK) ? with(frame, typing(conversation)) : List.of(frame);
    }

    private static ObjectNode ack(JsonNode to) {
        ObjectNode ack = (ObjectNode) Json.read("{'type':'ack','version':1}".replace('\'', '"'));
        ack.set("id", to.path("id"));
        return ack;
    }

    /// More than may be on its way.
    private static List<JsonNode> typing(String conversation) {
        JsonNode typing = Json.read(Json.of(
                "{'type':'event','event':'typing','data':{'conversationId':'%s','userId':'nobody','active':true}}",
                conversation));
        return Collections.nCopies(2 * GroupJudge.ON_THEIR_WAY, typing);
    }

    private static List<JsonNode> with(JsonNode frame, List<JsonNode> more) {
        List<JsonNode> all = new ArrayList<>(List.of(frame));
        all.addAll(more);
        return all;
    }

    private List<JsonNode> aboutMembers(JsonNode frame, String event) {
        boolean notice = event.startsWith("member.") || event.equals("group.changed");
        if (event.equals("presence.changed") && has(Fault.LOST_PRESENCE) && random.nextInt(3) == 0) {
            return List.of();
        }
        if (event.equals("settings.changed") && has(Fault.SETTING_NOT_TOLD)) {
            return List.of();
        }
        if (notice && has(Fault.LOST_NOTICE) && random.nextInt(3) == 0) {
            return List.of();
        }
        boolean own = event.equals("member.left")
                && Json.texts(frame.path("data").path("members"), "userId").contains(user);
        if (own && has(Fault.TYPING_AFTER_LEAVING)) {
            return with(frame, typing(frame.path("data").path("conversationId").asString("")));
        }
        if (!own || !has(Fault.REMOVED_STILL_TOLD)) {
            return List.of(frame);
        }
        ObjectNode next = (ObjectNode) frame.deepCopy();
        ObjectNode message =
                Json.read("{\"messageId\":\"secret\",\"text\":\"secret\"}").asObject();
        message.set("conversationId", frame.path("data").path("conversationId"));
        message.put("seq", frame.path("data").path("afterSeq").asLong(0) + 1);
        message.put("version", frame.path("data").path("version").asLong(0) + 1);
        next.put("event", "message.sent").set("data", message);
        return List.of(frame, next);
    }

    private boolean has(Fault fault) {
        return faults.contains(fault);
    }

    /// What becomes of a frame of the device.
    List<String> outgoing(JsonNode frame) {
        String type = frame.path("type").asString("");
        String text = frame.toString();
        sentTo.put(frame.path("id").asString(""), frame.path("conversationId").asString(""));
        if (has(Fault.SWAPPED_SENDS) && type.equals("send")) {
            return swapped(frame.path("conversationId").asString(""), text);
        }
        return forged(frame, type) == null ? List.of(text) : List.of();
    }

    /// An answer that the server never gave to a frame that it never got; null: the frame goes its way.
    JsonNode forged(JsonNode frame, String type) {
        boolean receipt = type.equals("delivered") || type.equals("read");
        boolean lost = has(Fault.LOST_RECEIPT) && receipt && frame.path("upTo").asLong(0) % 2 == 0
                || has(Fault.ANSWER_BEFORE_SYNC)
                        && type.equals("send")
                        && frame.path("text").asString("").contains("7 ");
        if (!lost) {
            return null;
        }
        ObjectNode ack = ack(frame);
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
}
