package io.verbatim.api.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How one member wants a conversation to be.
///
/// @param muted no push but for mentions
/// @param mutedUntil when that ends by itself; null: it does not, or is not muted
/// @param archived whether its clients set it apart
public record ConversationSettings(boolean muted, @Nullable Instant mutedUntil, boolean archived) {

    /// What holds until a member says otherwise.
    public static final ConversationSettings DEFAULT = new ConversationSettings(false, null, false);
}
