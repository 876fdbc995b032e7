package io.verbatim.command.automation;

import io.verbatim.api.Event;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.live.SyncedEvents;
import io.verbatim.command.log.Bookmark;
import io.verbatim.command.log.LogEventStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.queryhandling.QueryBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs automations, one event after the other, on a thread of their own. They are given new events by the
/// log, and at
/// the start those that were not done before the stop: at most what a bookmark lags behind comes again. One
/// that fails
/// is tried again while others go on.
public final class Automations implements SyncedEvents.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Automations.class);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Duration NOTED_EVERY = Duration.ofSeconds(10);
    private static final String BOOKMARK = "automations";

    private final LogEventStore log;
    private final Bookmark bookmark;
    private final List<Automation> automations;
    private final Duration againAfter;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("verbatim-automations").factory());
    private final AtomicLong undone = new AtomicLong();
    private volatile long seen;
    private volatile boolean closed;

    Automations(LogEventStore log, List<Automation> automations, Duration againAfter) {
        this.log = log;
        this.bookmark = log.bookmark(BOOKMARK);
        this.automations = List.copyOf(automations);
        this.againAfter = againAfter;
    }

    /// All that there are.
    public static Automations of(LogEventStore log, CommandBus commands, QueryBus queries) {
        return of(log, commands, queries, AGAIN_AFTER);
    }

    static Automations of(LogEventStore log, CommandBus commands, QueryBus queries, Duration againAfter) {
        Buses buses = new Buses(commands, queries);
        return new Automations(
                log,
                List.of(
                        new WhenBlockedThenTellConversation(buses),
                        new WhenAccountDeletedThenLeaveConversations(buses)),
                againAfter);
    }

    public void start() {
        long from = bookmark.position();
        undone.incrementAndGet();
        long through = log.subscribe(this);
        worker.execute(() -> catchUp(from, through));
        ScheduledFuture<?> _ = worker.scheduleWithFixedDelay(
                this::note, NOTED_EVERY.toMillis(), NOTED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void synced(List<RecordedEvent> events) {
        for (RecordedEvent event : events) {
            for (Automation automation : automations) {
                if (automation.concerns(event.event())) {
                    undone.incrementAndGet();
                    attempt(automation, event, Duration.ZERO);
                }
            }
        }
        seen = events.getLast().position();
    }

    /// Takes nothing more; what is not done is found again at the next start.
    @Override
    public void close() {
        closed = true;
        log.unsubscribe(this);
        note();
        worker.shutdownNow();
    }

    /// Moves the bookmark to what was seen, if all of it is done.
    void note() {
        long through = seen;
        if (through > 0 && undone.get() == 0) {
            try {
                bookmark.move(through);
            } catch (RuntimeException unavailable) {
                LOG.debug("The bookmark stays where it is", unavailable);
            }
        }
    }

    private void catchUp(long from, long through) {
        try (var stream = log.openStream(new GlobalSequenceTrackingToken(from))) {
            long position = from;
            while (position < through && !closed) {
                RecordedEvent event = recorded(stream.nextAvailable());
                position = event.position();
                for (Automation automation : automations) {
                    if (automation.concerns(event.event())) {
                        undone.incrementAndGet();
                        run(automation, event);
                    }
                }
            }
            seen = Math.max(seen, through);
            undone.decrementAndGet();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unavailable) {
            LOG.warn("The log could not be read from {}; it is tried again: {}", from, unavailable.toString());
            later(() -> catchUp(from, through), againAfter);
        }
    }

    private void attempt(Automation automation, RecordedEvent event, Duration after) {
        later(() -> run(automation, event), after);
    }

    private void run(Automation automation, RecordedEvent event) {
        try {
            automation.react(event);
            undone.decrementAndGet();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            LOG.warn(
                    "What follows from {} at {} failed, and is tried again: {}",
                    event.event().getClass().getSimpleName(),
                    event.position(),
                    failure.toString());
            attempt(automation, event, againAfter);
        }
    }

    private void later(Runnable task, Duration after) {
        try {
            ScheduledFuture<?> _ = worker.schedule(task, after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("Closed: it is found again at the next start");
        }
    }

    private static RecordedEvent recorded(TrackedEventMessage<?> message) {
        if (message.trackingToken() instanceof GlobalSequenceTrackingToken token
                && message instanceof DomainEventMessage<?> domain
                && message.getPayload() instanceof Event event) {
            return new RecordedEvent(
                    token.getGlobalIndex(),
                    message.getTimestamp(),
                    domain.getAggregateIdentifier(),
                    domain.getSequenceNumber(),
                    EventMetadata.of(message.getMetaData()),
                    event);
        }
        throw new IllegalStateException("event: " + message.getPayloadType() + " (expected: one of ours)");
    }
}
