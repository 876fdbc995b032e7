package io.verbatim.query.answers;

import io.verbatim.api.conversation.ConversationId;
import io.verbatim.query.projection.Versioned;

/// Tells which version of a conversation is in the views.
@FunctionalInterface
public interface Versions {

    /// The version and the position of the log that it came with; zeros if the conversation is unknown. May
    /// block on the store.
    Versioned<Long> of(ConversationId conversation);
}
