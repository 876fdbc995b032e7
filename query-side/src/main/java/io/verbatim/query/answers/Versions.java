package io.verbatim.query.answers;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.query.projection.Versioned;
import org.jspecify.annotations.Nullable;

/// Tells which version of a conversation is in the views.
@FunctionalInterface
public interface Versions {

    /// The version and the position of the log that it came with; zeros if the conversation is unknown, or does
    /// not exist for the caller: how long a query waits tells nobody of others' conversations. May block on the
    /// store.
    ///
    /// @param caller who asks; null: the gateway itself
    Versioned<Long> of(ConversationId conversation, @Nullable Uid caller);
}
