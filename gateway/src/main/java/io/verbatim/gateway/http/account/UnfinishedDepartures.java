package io.verbatim.gateway.http.account;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Looks after deletions that a crash, or a log that was not there, has cut short: at the start, and every
/// minute.
final class UnfinishedDepartures implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedDepartures.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Departure departure;
    private volatile Disposable looking = () -> {};
    private volatile boolean running;

    UnfinishedDepartures(Departure departure) {
        this.departure = departure;
    }

    @Override
    public void start() {
        running = true;
        looking = Flux.interval(Duration.ZERO, EVERY)
                .onBackpressureDrop()
                .concatMap(look -> departure.completeAll().onErrorResume(UnfinishedDepartures::noted))
                .subscribe();
    }

    @Override
    public void stop() {
        running = false;
        looking.dispose();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static Mono<Void> noted(Throwable failure) {
        LOG.warn("A deletion could not be completed; it is tried again: {}", failure.toString());
        return Mono.empty();
    }
}
