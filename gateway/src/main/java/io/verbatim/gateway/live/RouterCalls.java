package io.verbatim.gateway.live;

import io.verbatim.api.live.RouterName;
import io.verbatim.api.live.RouterUpdate;
import io.verbatim.api.live.WatchLiveFeed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.GenericSubscriptionQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.axonframework.queryhandling.SubscriptionQueryResult;
import org.axonframework.queryhandling.SubscriptionQueryUpdateMessage;

/// Speaks with routers.
final class RouterCalls {
    private final QueryBus bus;
    private final QueryBusFeedProperties settings;

    RouterCalls(QueryBus bus, QueryBusFeedProperties settings) {
        this.bus = bus;
        this.settings = settings;
    }

    Duration silence() {
        return settings.silence();
    }

    /// Asks one router; fails if it does not answer in time.
    <A> CompletableFuture<A> ask(RouterName router, Object query, Class<A> answer) {
        try {
            return bus.query(new GenericQueryMessage<>(
                            query, router.queryName(query.getClass()), ResponseTypes.instanceOf(answer)))
                    .thenApply(RouterCalls::payload)
                    .orTimeout(settings.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    /// Fails what waits for a router to come, and for its answer.
    <A> CompletableFuture<A> limit(CompletableFuture<A> waiting) {
        return waiting.orTimeout(2 * settings.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Has all routers tell a gateway.
    SubscriptionQueryResult<QueryResponseMessage<RouterName>, SubscriptionQueryUpdateMessage<RouterUpdate>> watch(
            String gateway) {
        return bus.subscriptionQuery(new GenericSubscriptionQueryMessage<>(
                new WatchLiveFeed(gateway),
                WatchLiveFeed.class.getName(),
                ResponseTypes.instanceOf(RouterName.class),
                ResponseTypes.instanceOf(RouterUpdate.class)));
    }

    static <A> A payload(QueryResponseMessage<A> response) {
        if (response.isExceptional()) {
            throw new CompletionException(response.exceptionResult());
        }
        return response.getPayload();
    }
}
