package io.verbatim.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// What the load tool wants to know of a text frame from the server; reused. Fields may come in any order, unknown ones
/// and unknown frames are ignored.
final class ServerFrame {

    /// The frames that matter here.
    enum Kind {
        WELCOME("welcome"),
        ACK("ack"),
        FAILED("failed"),
        EVENT("event"),
        GOODBYE("goodbye"),
        OTHER("");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }
    }

    /// The events that matter here.
    enum Event {
        MESSAGE_SENT("message.sent"),
        RECEIPTS_CHANGED("receipts.changed"),
        OTHER("");

        private final String wireName;

        Event(String wireName) {
            this.wireName = wireName;
        }
    }

    private static final Kind[] KINDS = Kind.values();
    private static final byte[][] KIND_NAMES =
            Stream.of(KINDS).map(kind -> ascii(kind.wireName)).toArray(byte[][]::new);
    private static final Event[] EVENTS = Event.values();
    private static final byte[][] EVENT_NAMES =
            Stream.of(EVENTS).map(event -> ascii(event.wireName)).toArray(byte[][]::new);
    private static final byte[] TYPE = ascii("type");
    private static final byte[] ID = ascii("id");
    private static final byte[] EVENT = ascii("event");
    private static final byte[] DATA = ascii("data");
    private static final byte[] SEQ = ascii("seq");
    private static final byte[] CLIENT_MESSAGE_ID = ascii("clientMessageId");
    private static final byte[] CONVERSATION_ID = ascii("conversationId");
    private static final byte[] MEMBERS = ascii("members");
    private static final byte[] USER_ID = ascii("userId");
    private static final byte[] DELIVERED_SEQ = ascii("deliveredSeq");

    Kind kind = Kind.OTHER;
    Event event = Event.OTHER;
    /// The `id` that an answer names, as the number that it was made of; else -1.
    long id;
    /// The `seq` of an `ack`, or of a message.
    long seq;
    /// The number that was put into the message's client message id; -1 if it has none.
    long messageNumber;
    /// Whether the event is about the conversation that was asked for.
    boolean ofConversation;
    /// In `receipts.changed`: the peer's delivered watermark; 0 if the peer is not named.
    long peerDelivered;

    private final JsonScanner json = new JsonScanner();

    /// Reads a frame.
    ///
    /// @param conversation the only conversation of this connection
    /// @param peer the user id of the other one in it
    void read(byte[] bytes, int from, int to, byte[] conversation, byte[] peer) {
        kind = Kind.OTHER;
        event = Event.OTHER;
        id = -1;
        seq = 0;
        messageNumber = -1;
        ofConversation = false;
        peerDelivered = 0;
        json.over(bytes, from, to);
        boolean more = json.enter('{');
        while (more && json.nextField()) {
            readField(conversation, peer);
        }
    }

    private void readField(byte[] conversation, byte[] peer) {
        if (json.textIs(TYPE)) {
            kind = json.readText() ? kind() : Kind.OTHER;
        } else if (json.textIs(ID)) {
            id = json.readText() ? json.textNumber() : -1;
        } else if (json.textIs(SEQ)) {
            seq = json.readNumber();
        } else if (json.textIs(EVENT)) {
            event = json.readText() ? event() : Event.OTHER;
        } else if (json.textIs(DATA)) {
            readData(conversation, peer);
        } else {
            json.skip();
        }
    }

    private void readData(byte[] conversation, byte[] peer) {
        boolean more = json.enter('{');
        while (more && json.nextField()) {
            if (json.textIs(SEQ)) {
                seq = json.readNumber();
            } else if (json.textIs(CLIENT_MESSAGE_ID)) {
                messageNumber = json.readText() ? MessageNumbers.of(json) : -1;
            } else if (json.textIs(CONVERSATION_ID)) {
                ofConversation = json.readText() && json.textIs(conversation);
            } else if (json.textIs(MEMBERS)) {
                readMembers(peer);
            } else {
                json.skip();
            }
        }
    }

    private void readMembers(byte[] peer) {
        boolean more = json.enter('[');
        while (more && json.nextElement()) {
            readMember(peer);
        }
    }

    private void readMember(byte[] peer) {
        boolean isPeer = false;
        long delivered = 0;
        boolean more = json.enter('{');
        while (more && json.nextField()) {
            if (json.textIs(USER_ID)) {
                isPeer = json.readText() && json.textIs(peer);
            } else if (json.textIs(DELIVERED_SEQ)) {
                delivered = json.readNumber();
            } else {
                json.skip();
            }
        }
        if (isPeer) {
            peerDelivered = delivered;
        }
    }

    private Kind kind() {
        for (int i = 0; i < KINDS.length; i++) {
            if (json.textIs(KIND_NAMES[i])) {
                return KINDS[i];
            }
        }
        return Kind.OTHER;
    }

    private Event event() {
        for (int i = 0; i < EVENTS.length; i++) {
            if (json.textIs(EVENT_NAMES[i])) {
                return EVENTS[i];
            }
        }
        return Event.OTHER;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
