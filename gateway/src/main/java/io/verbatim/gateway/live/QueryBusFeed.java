package io.verbatim.gateway.live;

import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.PassTyping;
import io.verbatim.api.live.RouterName;
import io.verbatim.api.live.TypingSignal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.queryhandling.QueryBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The live feed from all routers on the query bus. Each is told the whole interest and every change of it,
/// and believed as long as it confirms them and goes on beating; what two of them tell twice shows as such
/// by its interval. When none is left, the subscription is opened anew.
public final class QueryBusFeed implements LiveFeed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueryBusFeed.class);

    private final RouterCalls calls;
    private final List<RoutedSubscription> open = new CopyOnWriteArrayList<>();

    public QueryBusFeed(QueryBus bus, QueryBusFeedProperties settings) {
        this.calls = new RouterCalls(bus, settings);
    }

    @Override
    public Subscription open(String gateway, Receiver receiver) {
        RoutedSubscription opened = new RoutedSubscription(gateway, receiver, calls, open::remove);
        open.add(opened);
        opened.start();
        return opened;
    }

    /// One router passes it on; each knows all gateways.
    @Override
    public void pass(TypingSignal signal) {
        RouterName router = open.stream()
                .flatMap(subscription -> subscription.routers().stream())
                .findFirst()
                .orElse(null);
        if (router == null) {
            LOG.debug("Nobody is told of typing: there is no router");
            return;
        }
        CompletableFuture<?> _ = calls.ask(router, new PassTyping(signal), RouterName.class)
                .exceptionally(failure -> {
                    LOG.debug("Typing was not passed on", failure);
                    return router;
                });
    }

    @Override
    public void close() {
        open.forEach(RoutedSubscription::close);
    }
}
