package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Sets for the caller how it wants a conversation to be. Answered by [ConversationVersion].
///
/// Refused with `NOT_FOUND` (the conversation is not there for the caller), `INVALID` (`mutedUntil` of what is not
/// muted).
///
/// @param conversationId where
/// @param by who asks
/// @param patch what changes
public record ChangeSettings(ConversationId conversationId, Uid by, Patch patch) implements ConversationCommand {

    /// What changes; absent stays.
    ///
    /// @param muted whether it is muted
    /// @param mutedUntil until when
    /// @param archived whether it is archived
    public record Patch(
            @Nullable Boolean muted,
            @Nullable Until mutedUntil,
            @Nullable Boolean archived) {

        /// Until when it is muted; to name no time is another thing than to leave it as it was.
        ///
        /// @param time null: for ever
        public record Until(@Nullable Instant time) {}

        /// The settings with these changes. What is not muted has no end of it.
        public ConversationSettings in(ConversationSettings settings) {
            boolean isMuted = muted == null ? settings.muted() : muted;
            Instant until = mutedUntil == null ? settings.mutedUntil() : mutedUntil.time();
            return new ConversationSettings(
                    isMuted, isMuted ? until : null, archived == null ? settings.archived() : archived);
        }
    }
}
