package io.verbatim.command.log;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.live.SyncedEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells what has become of what was queued, on a thread of its own and in log order: first the listeners,
/// then those who wait for their appends, then the readers of streams.
final class LogPublisher implements SyncedEvents {

    private static final Logger LOG = LoggerFactory.getLogger(LogPublisher.class);

    private final Handover<Publication> publications = new Handover<>();
    private final List<Runnable> readers = new CopyOnWriteArrayList<>();
    private final Ring ring;
    private final LogQueue queue;
    private final Thread thread;
    private volatile List<Listener> listeners = List.of();

    LogPublisher(Ring ring, LogQueue queue) {
        this.ring = ring;
        this.queue = queue;
        this.thread =
                Thread.ofPlatform().name("verbatim-log-publisher").daemon(true).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isPublishing() {
        return Thread.currentThread() == thread;
    }

    /// These are durable.
    void synced(List<LogItem> items) {
        publications.put(new Synced(items));
    }

    /// Nobody knows whether these are durable.
    void unknown(List<LogItem> items, Throwable cause) {
        publications.put(new Lost(items, new KnownAppend.Unknown(cause)));
    }

    /// These turned out to be durable when the log was reopened.
    void recovered(List<LoggedEvent> events) {
        publications.put(new Recovered(events));
    }

    @Override
    public synchronized long subscribe(Listener listener) {
        List<Listener> more = new ArrayList<>(listeners);
        more.add(listener);
        listeners = List.copyOf(more);
        return ring.last();
    }

    @Override
    public synchronized void unsubscribe(Listener listener) {
        listeners = listeners.stream().filter(each -> !each.equals(listener)).toList();
    }

    @Override
    public long position() {
        return ring.last();
    }

    /// Calls the reader after every sync; it must not block.
    void addReader(Runnable reader) {
        readers.add(reader);
    }

    void removeReader(Runnable reader) {
        readers.remove(reader);
    }

    /// Tells what is left, and ends.
    void close() throws InterruptedException {
        publications.close();
        thread.join();
    }

    private void run() {
        List<Publication> taken = publications.takeAll();
        while (!taken.isEmpty()) {
            taken.forEach(this::publish);
            taken = publications.takeAll();
        }
    }

    private void publish(Publication publication) {
        try {
            switch (publication) {
                case Synced(var items) -> publishSynced(items);
                case Recovered(var events) -> announce(events);
                case Lost(var items, var unknown) -> complete(items, unknown);
            }
        } catch (RuntimeException | Error fault) {
            LOG.error("Publishing failed", fault);
        }
    }

    private void publishSynced(List<LogItem> items) {
        List<LoggedEvent> events = new ArrayList<>(items.size());
        for (LogItem item : items) {
            if (item instanceof RecordGroup group) {
                events.addAll(group.events());
            }
        }
        List<Listener> told = add(events);
        queue.written(items);
        tell(told, events);
        for (LogItem item : items) {
            if (item instanceof RecordGroup group) {
                group.complete(group.synced());
            }
        }
        wakeReaders();
    }

    private void announce(List<LoggedEvent> events) {
        tell(add(events), events);
        wakeReaders();
    }

    private void wakeReaders() {
        for (Runnable reader : readers) {
            try {
                reader.run();
            } catch (RuntimeException | Error fault) {
                LOG.error("A reader of the log failed when it was woken", fault);
            }
        }
    }

    private static void complete(List<LogItem> items, KnownAppend outcome) {
        for (LogItem item : items) {
            if (item instanceof RecordGroup group) {
                group.complete(outcome);
            }
        }
    }

    /// Whoever subscribes meanwhile gets a position before these events and is told of them, or one behind
    /// them and is not.
    private synchronized List<Listener> add(List<LoggedEvent> events) {
        if (!events.isEmpty()) {
            ring.add(events);
        }
        return listeners;
    }

    private static void tell(List<Listener> told, List<LoggedEvent> events) {
        if (told.isEmpty() || events.isEmpty()) {
            return;
        }
        List<RecordedEvent> recorded = new ArrayList<>(events.size());
        for (LoggedEvent event : events) {
            recorded.add(event.recorded());
        }
        for (Listener listener : told) {
            try {
                listener.synced(recorded);
            } catch (RuntimeException | Error fault) {
                LOG.error("A listener to the log failed", fault);
            }
        }
    }

    private sealed interface Publication {}

    private record Synced(List<LogItem> items) implements Publication {}

    private record Recovered(List<LoggedEvent> events) implements Publication {}

    private record Lost(List<LogItem> items, KnownAppend.Unknown unknown) implements Publication {}
}
