package io.verbatim.command.log;

import io.verbatim.api.conversation.MessageSent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/// What was decided and is not written yet. A group enters as a whole or not at all: its sequence numbers
/// are checked against everything queued and written, and it gets its positions and its time, in one step.
final class LogQueue {

    private enum State {
        TAKING,
        REOPENING,
        CLOSED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<MessageKey, LoggedEvent> messages = new ConcurrentHashMap<>();
    private final Map<String, QueuedSnapshot> snapshots = new ConcurrentHashMap<>();
    private final QueuedStreams streams;
    private final ToLongFunction<String> lastStored;
    private final QueueLimits limits;
    private final Clock clock;

    private List<LogItem> waiting = new ArrayList<>();
    private State state = State.TAKING;
    private boolean writerWaits;
    private int events;
    private long bytes;
    private long position;
    private Instant at;
    private volatile long generation = 1;
    private volatile PendingAppend newest;

    /// @param lastStored the last written sequence number of a stream, -1 if there is none
    LogQueue(LogEnd end, QueueLimits limits, ToLongFunction<String> lastStored, Clock clock) {
        this.streams = new QueuedStreams(limits.streams());
        this.limits = limits;
        this.lastStored = lastStored;
        this.clock = clock;
        this.position = end.position();
        this.at = end.at();
        this.newest = new KnownAppend.Synced(end.at());
    }

    long generation() {
        return generation;
    }

    PendingAppend newest() {
        return newest;
    }

    int events() {
        return events;
    }

    /// Queues a group, or refuses it.
    ///
    /// @throws ConcurrencyException if another event has one of its sequence numbers, or one before them is
    ///     missing
    /// @throws LogUnavailableException if the log takes nothing now, or the group was decided before it was
    ///     reopened
    void append(RecordGroup group) {
        group.events().forEach(event -> know(event.aggregateId()));
        lock.lock();
        try {
            requireTaking(group.generation());
            requireRoom();
            requireNextNumbers(group.events());
            add(group);
            wakeWriter();
        } finally {
            lock.unlock();
        }
    }

    /// Queues a snapshot behind the events that it covers. It is dropped if the log takes nothing now.
    void append(QueuedSnapshot snapshot) {
        lock.lock();
        try {
            if (state == State.TAKING) {
                waiting.add(snapshot);
                snapshots.put(snapshot.aggregateId(), snapshot);
                wakeWriter();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The queued events of an aggregate. Those that are not among them can be found in the store.
    List<LoggedEvent> eventsOf(String aggregateId) {
        lock.lock();
        try {
            QueuedStreams.End end = streams.get(aggregateId);
            return end == null ? List.of() : end.queued();
        } finally {
            lock.unlock();
        }
    }

    /// The last sequence number of a stream, queued or written; -1 if there is none.
    long lastSequence(String aggregateId) {
        know(aggregateId);
        lock.lock();
        try {
            return known(aggregateId).last();
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    LoggedEvent message(MessageKey key) {
        return messages.get(key);
    }

    @Nullable
    QueuedSnapshot snapshotOf(String aggregateId) {
        return snapshots.get(aggregateId);
    }

    /// Everything that waits, taken out; waits until there is something.
    ///
    /// @return empty if the queue is closed
    List<LogItem> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && state != State.CLOSED) {
                writerWaits = true;
                changed.await();
            }
            writerWaits = false;
            List<LogItem> taken = waiting;
            waiting = new ArrayList<>(taken.size() + 16);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// These can be found in the store from now on.
    void written(List<LogItem> items) {
        lock.lock();
        try {
            for (LogItem item : items) {
                switch (item) {
                    case RecordGroup group -> written(group);
                    case QueuedSnapshot snapshot -> snapshots.remove(snapshot.aggregateId(), snapshot);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Stops taking, and forgets everything: nobody knows what of it is in the log.
    ///
    /// @return what was waiting
    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    List<LogItem> fail(Throwable cause) {
        lock.lock();
        try {
            List<LogItem> lost = waiting;
            waiting = new ArrayList<>();
            streams.clear();
            messages.clear();
            snapshots.clear();
            events = 0;
            bytes = 0;
            generation++;
            newest = new KnownAppend.Unknown(cause);
            if (state == State.TAKING) {
                state = State.REOPENING;
            }
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /// Takes appends again, behind what is in the store.
    void resume(LogEnd end) {
        lock.lock();
        try {
            position = end.position();
            newest = new KnownAppend.Synced(end.at());
            if (state == State.REOPENING) {
                state = State.TAKING;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing any more; what waits is still given to the writer.
    void close() {
        lock.lock();
        try {
            state = State.CLOSED;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits, but not longer than until the queue is closed.
    ///
    /// @return whether it is closed
    boolean awaitClosed(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (state != State.CLOSED && left > 0) {
                left = changed.awaitNanos(left);
            }
            return state == State.CLOSED;
        } finally {
            lock.unlock();
        }
    }

    private void written(RecordGroup group) {
        if (group.generation() == generation) {
            group.events().forEach(this::written);
        }
    }

    private void written(LoggedEvent event) {
        QueuedStreams.End end = streams.get(event.aggregateId());
        if (end != null) {
            end.written(event);
        }
        if (event.event() instanceof MessageSent sent) {
            messages.remove(MessageKey.of(event, sent), event);
        }
        events--;
        bytes -= event.size();
    }

    private void requireTaking(long decidedIn) {
        if (state == State.CLOSED) {
            throw new LogUnavailableException("log: closed (expected: open)");
        }
        if (state == State.REOPENING || decidedIn != generation) {
            throw new LogUnavailableException("log: reopened since this was decided, or being reopened");
        }
    }

    private void requireRoom() {
        if (events >= limits.events() || bytes >= limits.bytes()) {
            throw new LogUnavailableException(
                    "queue: " + events + " events, " + bytes + " bytes (expected: fewer; the disk is too slow)");
        }
    }

    private void requireNextNumbers(List<LoggedEvent> group) {
        for (LoggedEvent event : group) {
            if (!known(event.aggregateId()).reserve(event.sequence())) {
                group.forEach(each -> known(each.aggregateId()).release());
                throw new ConcurrencyException(
                        "sequence: " + event.sequence() + " of " + event.aggregateId() + " (expected: the number after "
                                + known(event.aggregateId()).last() + ")");
            }
        }
    }

    private void add(RecordGroup group) {
        long now = clock.millis();
        if (now > at.toEpochMilli()) {
            at = Instant.ofEpochMilli(now);
        }
        for (LoggedEvent event : group.events()) {
            event.stamp(++position, at);
            known(event.aggregateId()).add(event);
            if (event.event() instanceof MessageSent sent) {
                messages.put(MessageKey.of(event, sent), event);
            }
            events++;
            bytes += event.size();
        }
        group.queued();
        waiting.add(group);
        newest = group;
    }

    private void wakeWriter() {
        if (writerWaits) {
            writerWaits = false;
            changed.signalAll();
        }
    }

    /// Sees to it that the end of a stream is known, reading the store outside the lock.
    private void know(String aggregateId) {
        while (true) {
            long before;
            lock.lock();
            try {
                if (streams.get(aggregateId) != null) {
                    return;
                }
                before = streams.forgotten();
            } finally {
                lock.unlock();
            }
            long last = lastStored.applyAsLong(aggregateId);
            lock.lock();
            try {
                if (streams.get(aggregateId) == null && streams.forgotten() == before) {
                    streams.learn(aggregateId, last);
                    return;
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /// Reads the store under the lock only if the stream was forgotten a moment ago.
    private QueuedStreams.End known(String aggregateId) {
        QueuedStreams.End end = streams.get(aggregateId);
        return end == null ? streams.learn(aggregateId, lastStored.applyAsLong(aggregateId)) : end;
    }
}
