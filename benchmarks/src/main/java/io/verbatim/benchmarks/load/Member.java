package io.verbatim.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/// One of the two in a conversation: its connection, its frames, ready but for their numbers, and what it has seen.
final class Member {

    private static final int ID_DIGITS = 12;
    private static final int UUID_LENGTH = 36;

    final Connection connection;
    final Conversation conversation;
    /// The conversation's id as it stands on the wire.
    final byte[] conversationId;
    /// The other one's user id.
    final byte[] peer;
    /// Its messages of which it does not know yet that they were delivered, in the order sent.
    final ArrayDeque<Long> unreceipted = new ArrayDeque<>();

    /// When its last receipt went out, if one did.
    long acknowledgedAt;

    boolean acknowledgedOnce;
    /// Its last receipt.
    long acknowledged;

    /// The receipt that is held back; 0: none is.
    long heldReceipt;
    /// The last message that it has received.
    long receivedSeq;
    long receivedNumber = -1;

    private final byte[] send;
    private final int idEnd;
    private final int messageIdEnd;
    private final byte[] receipt;
    private final int receiptFixed;

    /// @param firstMessageId the run's client message id number 0
    Member(Connection connection, Conversation conversation, String peer, String firstMessageId, int textBytes) {
        this.connection = connection;
        this.conversation = conversation;
        this.conversationId = ascii(conversation.id());
        this.peer = ascii(peer);
        String head = "{\"type\":\"send\",\"id\":\"" + "0".repeat(ID_DIGITS);
        String upToId = head
                + "\",\"conversationId\":\"%s\",\"clientMessageId\":\"%s".formatted(conversation.id(), firstMessageId);
        this.idEnd = head.length();
        this.messageIdEnd = upToId.length();
        this.send = ascii(upToId + "\",\"text\":\"" + text(textBytes) + "\"}");
        String delivered = "{\"type\":\"delivered\",\"conversationId\":\"%s\",\"upTo\":".formatted(conversation.id());
        this.receiptFixed = delivered.length();
        this.receipt = ascii(delivered + "0".repeat(20) + "}");
        if (firstMessageId.length() != UUID_LENGTH) {
            throw new IllegalArgumentException("firstMessageId: " + firstMessageId + " (expected: a UUID)");
        }
    }

    /// The `send` frame of a message, to be used before the next call.
    byte[] send(long number) {
        MessageNumbers.putDecimal(send, idEnd, ID_DIGITS, number);
        MessageNumbers.putInto(send, messageIdEnd, number);
        return send;
    }

    /// Enqueues `delivered` up to here.
    void acknowledge(SocketLoop loop, long upTo) {
        acknowledged = upTo;
        byte[] digits = ascii(Long.toString(upTo));
        System.arraycopy(digits, 0, receipt, receiptFixed, digits.length);
        receipt[receiptFixed + digits.length] = '}';
        loop.send(connection, receipt, 0, receiptFixed + digits.length + 1);
    }

    private static String text(int length) {
        String words = "the quick brown fox jumps over the lazy dog and ";
        return words.repeat(length / words.length() + 1).substring(0, length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
