package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as it now stands. Texts stay sealed; the gateway opens them when an answer or a frame is made.
///
/// @param seq its place
/// @param version of its own last change
/// @param sender who
/// @param clientMessageId the UUID of the sending client
/// @param sentAt the stored time
/// @param content what is said; nothing once it is a tombstone
/// @param editedAt when it was edited last
/// @param tombstone whether it was deleted for everyone, and by whom
/// @param reactions one of each emoji, in the order of the first of them that stands
public record MessageView(
        long seq,
        long version,
        Uid sender,
        String clientMessageId,
        Instant sentAt,
        MessageContent content,
        @Nullable Instant editedAt,
        @Nullable Tombstone tombstone,
        List<ReactionView> reactions) {

    public MessageView {
        reactions = List.copyOf(reactions);
    }

    /// A message to which nothing has happened since it was sent.
    public static MessageView sent(
            long seq, long version, Uid sender, String clientMessageId, Instant sentAt, MessageContent content) {
        return new MessageView(seq, version, sender, clientMessageId, sentAt, content, null, null, List.of());
    }

    /// That a message was deleted for everyone.
    ///
    /// @param by its sender, or who may delete others'
    public record Tombstone(Instant at, Uid by) {}
}
