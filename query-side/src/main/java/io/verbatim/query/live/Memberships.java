package io.verbatim.query.live;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Tells in which groups somebody is.
@FunctionalInterface
public interface Memberships {

    /// Nobody is in any.
    Memberships NONE = (person, position) -> CompletableFuture.completedFuture(List.of());

    /// The groups of a person, as they are at a position of the log or later; completed on any thread.
    CompletionStage<Collection<ConversationId>> of(Uid person, long position);
}
