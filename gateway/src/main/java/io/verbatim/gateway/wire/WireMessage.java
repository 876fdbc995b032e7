package io.verbatim.gateway.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.verbatim.api.conversation.MessageStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A message as it now stands.
///
/// @param messageId its id
/// @param conversationId where
/// @param seq its place there
/// @param version of its own last change
/// @param sender who
/// @param clientMessageId the UUID of the sending client
/// @param sentAt the stored time
/// @param text plain text
/// @param data an object of the application's own: JSON, not a string
/// @param mentions members it speaks of
/// @param replyTo the `seq` of the message it answers
/// @param reply that message, as it now stands, if the reader may see it
/// @param forwarded whether it was said elsewhere first; absent unless it was
/// @param reactions one of each emoji
/// @param editedAt when it was edited last
/// @param deletedAt when it was deleted for everyone: then it says nothing any more
/// @param deletedBy who did that
/// @param status how far it has come; only for its sender
/// @param reaction in an event, the reaction that has changed
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WireMessage(
        String messageId,
        String conversationId,
        long seq,
        long version,
        String sender,
        String clientMessageId,
        Instant sentAt,
        @Nullable String text,
        @JsonRawValue @Nullable String data,
        List<String> mentions,
        @Nullable Long replyTo,
        @Nullable Reply reply,
        @Nullable Boolean forwarded,
        List<WireReaction> reactions,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt,
        @Nullable String deletedBy,
        @Nullable String status,
        WireReaction.@Nullable Changed reaction) {
    public WireMessage {
        mentions = List.copyOf(mentions);
        reactions = List.copyOf(reactions);
    }

    /// The same for its sender.
    public WireMessage withStatus(@Nullable MessageStatus told) {
        return with(version, reply, told == null ? null : told.name().toLowerCase(Locale.ROOT), reaction);
    }

    /// The same for who may see what it answers.
    public WireMessage withReply(@Nullable Reply seen) {
        return with(version, seen, status, reaction);
    }

    /// The same as one of its changes tells it.
    public WireMessage changed(long byVersion, WireReaction.@Nullable Changed byReaction) {
        return with(byVersion, reply, status, byReaction);
    }

    private WireMessage with(
            long newVersion,
            @Nullable Reply newReply,
            @Nullable String newStatus,
            WireReaction.@Nullable Changed newReaction) {
        return new WireMessage(
                messageId,
                conversationId,
                seq,
                newVersion,
                sender,
                clientMessageId,
                sentAt,
                text,
                data,
                mentions,
                replyTo,
                newReply,
                forwarded,
                reactions,
                editedAt,
                deletedAt,
                deletedBy,
                newStatus,
                newReaction);
    }

    /// What a message answers.
    ///
    /// @param sender who said it
    /// @param text what was said
    /// @param deletedAt when it was deleted for everyone
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reply(
            String sender, @Nullable String text, @Nullable Instant deletedAt) {}
}
