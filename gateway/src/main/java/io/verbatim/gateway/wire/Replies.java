package io.verbatim.gateway.wire;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.bus.RefusedException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// Finds the messages that others reply to.
public final class Replies {
    private final Queries queries;

    public Replies(Queries queries) {
        this.queries = queries;
    }

    /// A message as it now stands; empty if the reader may not see it.
    ///
    /// @param atLeast how much the view must have seen
    public CompletionStage<Optional<MessageView>> find(
            Uid reader, ConversationId conversation, long seq, AtLeast atLeast) {
        FindTimeline query = new FindTimeline(reader, conversation, new FindTimeline.Range.After(seq - 1), 1, atLeast);
        return queries.ask(query, TimelinePage.class)
                .thenApply(page -> page.messages().stream()
                        .filter(message -> message.seq() == seq)
                        .findFirst())
                .exceptionally(Replies::hidden);
    }

    private static Optional<MessageView> hidden(Throwable failure) {
        if (failure instanceof CompletionException
                && failure.getCause() instanceof RefusedException refused
                && !refused.refusal().code().retryable()) {
            return Optional.empty();
        }
        throw failure instanceof RuntimeException same ? same : new CompletionException(failure);
    }
}
