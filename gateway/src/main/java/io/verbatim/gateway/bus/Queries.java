package io.verbatim.gateway.bus;

import io.verbatim.api.Query;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;

/// Asks the views.
public final class Queries {
    private final QueryBus bus;

    public Queries(QueryBus bus) {
        this.bus = bus;
    }

    /// Asks once. The stage may complete on the calling thread or on one of the query side's.
    ///
    /// @param answer the answer's type
    /// @return fails with [RefusedException] when refused; anything else is a fault
    public <A> CompletionStage<A> ask(Query<A> query, Class<A> answer) {
        try {
            return bus.query(new GenericQueryMessage<>(
                            query, query.getClass().getName(), ResponseTypes.instanceOf(answer)))
                    .handle((response, failure) -> result(response, failure, answer));
        } catch (RuntimeException fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    @SuppressWarnings("NullAway") // of the two, exactly one is null
    private static <A> A result(QueryResponseMessage<A> response, Throwable failure, Class<A> answer) {
        if (failure == null && !response.isExceptional()) {
            return answer.cast(response.getPayload());
        }
        throw new CompletionException(Refusals.in(failure == null ? response.exceptionResult() : failure));
    }
}
