package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.projection.DocumentKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far the members of a conversation have come: 64 of them in a document.
///
/// @param members those who have a watermark, by member number
record Watermarks(List<Watermark> members) {

    static final DocumentKind<Watermarks> KIND = DocumentKind.of("rc", Watermarks.class);
    static final Watermarks NONE = new Watermarks(List.of());

    private static final int BLOCK_BITS = 6;

    @SuppressWarnings("RedundantNullCheck") // an empty list is not stored
    Watermarks {
        members = members == null ? List.of() : List.copyOf(members);
    }

    /// The block in which a member stands.
    static int block(int member) {
        return member >> BLOCK_BITS;
    }

    static String key(ConversationId conversation, int block) {
        return KIND.key(conversation.value(), block);
    }

    /// All blocks of a conversation.
    static KeyRange all(ConversationId conversation) {
        return KeyRange.startingWith(KIND.key(conversation.value()) + '/');
    }

    /// The watermarks of a member; zeros if it has none.
    Watermark of(int member) {
        for (Watermark watermark : members) {
            if (watermark.member() == member) {
                return watermark;
            }
        }
        return Watermark.none(member);
    }

    /// What one member has.
    ///
    /// @param member its number
    /// @param deliveredAt the time of the event that moved it last, in milliseconds; 0: none has
    /// @param deliveredPosition that event's position
    record Watermark(
            int member,
            long delivered,
            long deliveredAt,
            long deliveredPosition,
            long read,
            long readAt,
            long readPosition) {

        /// What a member has of whom nothing is known.
        static Watermark none(int member) {
            return new Watermark(member, 0, 0, 0, 0, 0, 0);
        }

        /// Moves forward what is behind.
        Watermark moved(long newDelivered, long newRead, long at, long position) {
            boolean arrived = newDelivered > delivered;
            boolean seen = newRead > read;
            return new Watermark(
                    member,
                    arrived ? newDelivered : delivered,
                    arrived ? at : deliveredAt,
                    arrived ? position : deliveredPosition,
                    seen ? newRead : read,
                    seen ? at : readAt,
                    seen ? position : readPosition);
        }

        /// The same for who sees only what comes after a message.
        Watermark from(long seq) {
            return read >= seq
                    ? this
                    : new Watermark(
                            member,
                            Math.max(delivered, seq),
                            deliveredAt,
                            deliveredPosition,
                            seq,
                            readAt,
                            readPosition);
        }

        /// The position of the event that moved it last; 0: none has.
        long movedAt() {
            return Math.max(deliveredPosition, readPosition);
        }

        boolean movedAfter(long position) {
            return deliveredPosition > position || readPosition > position;
        }

        ReceiptView view(Uid uid) {
            return new ReceiptView(uid, delivered, time(deliveredAt), read, time(readAt));
        }

        private static @Nullable Instant time(long at) {
            return at == 0 ? null : Instant.ofEpochMilli(at);
        }
    }
}
