package io.verbatim.api.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.verbatim.api.AggregateKind;
import io.verbatim.api.Uid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Pattern;

/// A conversation; opaque to clients. A direct one is named by its two people (`d`, then their sorted uids): whoever
/// opens it, and however often, means the same one. A group has a random name (`g`, then 130 bits).
public record ConversationId(@JsonValue String value) {

    private static final int DIRECT_LENGTH = 1 + 2 * Uid.LENGTH;
    private static final Pattern DIRECT = Pattern.compile("d[0-9a-v]{" + 2 * Uid.LENGTH + "}");

    private static final int GROUP_DIGITS = 26;
    private static final int DIGIT_BITS = 5;
    private static final Pattern GROUP = Pattern.compile("g[0-9a-v]{" + GROUP_DIGITS + "}");
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
    private static final SecureRandom RANDOM = new SecureRandom();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ConversationId of(String value) {
        return new ConversationId(value);
    }

    /// The direct conversation of two people, in whichever order they are named.
    ///
    /// @throws IllegalArgumentException if they are one and the same
    public static ConversationId direct(Uid one, Uid other) {
        int order = one.compareTo(other);
        if (order == 0) {
            throw new IllegalArgumentException("other: " + other + " (expected: somebody else)");
        }
        return new ConversationId(order < 0 ? "d" + one + other : "d" + other + one);
    }

    /// A group that there has not been.
    public static ConversationId group() {
        byte[] random = new byte[GROUP_DIGITS];
        RANDOM.nextBytes(random);
        return group(random);
    }

    /// The group that somebody's client knows by a UUID: the same for each repeat.
    ///
    /// @param clientConversationId in lower case
    public static ConversationId group(Uid creator, String clientConversationId) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return group(digest.digest((creator + "/" + clientConversationId).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("SHA-256: missing (expected: in every JDK)", missing);
        }
    }

    /// The last bits of as many bytes.
    private static ConversationId group(byte[] bytes) {
        StringBuilder value = new StringBuilder(1 + GROUP_DIGITS).append('g');
        for (int i = 0; i < GROUP_DIGITS; i++) {
            value.append(DIGITS.charAt(bytes[i] & ((1 << DIGIT_BITS) - 1)));
        }
        return new ConversationId(value.toString());
    }

    /// The conversation whose aggregate this is.
    public static ConversationId ofAggregate(String aggregateId) {
        return new ConversationId(AggregateKind.CONVERSATION.nameOf(aggregateId));
    }

    /// Whether a conversation can have this id: anything else exists for nobody.
    public static boolean isValid(String value) {
        return DIRECT.matcher(value).matches() || GROUP.matcher(value).matches();
    }

    public boolean isDirect() {
        return value.length() == DIRECT_LENGTH && value.charAt(0) == 'd';
    }

    /// The two people of a direct conversation, in the order of their member numbers (1, 2).
    public List<Uid> pair() {
        if (!isDirect()) {
            throw new IllegalStateException("conversation: " + value + " (expected: a direct one)");
        }
        return List.of(
                new Uid(value.substring(1, 1 + Uid.LENGTH)), new Uid(value.substring(1 + Uid.LENGTH, DIRECT_LENGTH)));
    }

    /// The id of its aggregate.
    public String aggregateId() {
        return AggregateKind.CONVERSATION.idOf(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
