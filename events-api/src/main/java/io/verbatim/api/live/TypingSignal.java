package io.verbatim.api.live;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import java.util.List;

/// Somebody types, or has stopped. Passes by: it is in no log and in no view, and whoever misses it misses it.
///
/// @param conversationId where
/// @param member who
/// @param active whether it goes on
/// @param audience whom it may be told to
public record TypingSignal(ConversationId conversationId, Uid member, boolean active, List<Uid> audience) {

    public TypingSignal {
        audience = List.copyOf(audience);
    }

    /// The same for some of the audience.
    public TypingSignal to(List<Uid> some) {
        return new TypingSignal(conversationId, member, active, some);
    }
}
