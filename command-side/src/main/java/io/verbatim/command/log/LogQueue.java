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

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<MessageKey, LoggedEvent> messages = new ConcurrentHashMap<>();
    private final Map<String, QueuedSnapshot> snapshots = new ConcurrentHashMap<>();
    private final QueuedStreams streams;
    private final ToLongFunction<String> lastWritten;
    private final Admission admission;
    private final Clock clock;

    private List<LogItem> waiting = new ArrayList<>();
    private boolean writerWaits;
    private long position;
    private Instant at;
    private volatile PendingAppend newest;

    /// @param end of what is written
    /// @param lastWritten the last written sequence number of a stream, -1 if there is none
    /// @param streams of how many the end is kept in memory
    LogQueue(LogEnd end, ToLongFunction<String> lastWritten, int streams, Admission admission, Clock clock) {
        this.streams = new QueuedStreams(lastWritten, streams);
        this.lastWritten = lastWritten;
        this.admission = admission;
        this.clock = clock;
        this.position = end.position();
        this.at = end.at();
        this.newest = new KnownAppend.Synced(end.at());
    }

    long generation() {
        return admission.generation();
    }

    /// Why nothing can be appended now, or null.
    @Nullable
    String fault() {
        lock.lock();
        try {
            admission.require(admission.generation());
            admission.requireSpace();
            return null;
        } catch (LogUnavailableException refused) {
            return refused.getMessage();
        } finally {
            lock.unlock();
        }
    }

    PendingAppend newest() {
        return newest;
    }

    /// Queues a group, or refuses it.
    ///
    /// @throws ConcurrencyException if another event has one of its sequence numbers, or one before them is
    ///     missing
    /// @throws LogUnavailableException if the log takes nothing now, or the group was decided before it was
    ///     reopened
    void append(RecordGroup group) {
        admission.requireSpace();
        group.events().forEach(event -> know(event.aggregateId()));
        lock.lock();
        try {
            admission.require(group.generation());
            streams.requireNextNumbers(group.events());
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
            if (admission.isOpen()) {
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
            return streams.known(aggregateId).last();
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
            while (waiting.isEmpty() && !admission.isClosed()) {
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
    List<LogItem> fail(Throwable cause) {
        lock.lock();
        try {
            List<LogItem> lost = waiting;
            waiting = new ArrayList<>();
            streams.clear();
            messages.clear();
            snapshots.clear();
            newest = new KnownAppend.Unknown(cause);
            admission.fail();
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
            admission.resume();
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing any more; what waits is still given to the writer.
    void close() {
        lock.lock();
        try {
            admission.close();
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
            while (!admission.isClosed() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return admission.isClosed();
        } finally {
            lock.unlock();
        }
    }

    private void add(RecordGroup group) {
        long now = clock.millis();
        if (now > at.toEpochMilli()) {
            at = Instant.ofEpochMilli(now);
        }
        for (LoggedEvent event : group.events()) {
            event.stamp(++position, at);
            streams.known(event.aggregateId()).add(event);
            if (event.event() instanceof MessageSent sent) {
                messages.put(MessageKey.of(event, sent), event);
            }
            admission.entered(event.size());
        }
        group.queued();
        waiting.add(group);
        newest = group;
    }

    private void written(RecordGroup group) {
        if (group.generation() != admission.generation()) {
            return; // forgotten already
        }
        for (LoggedEvent event : group.events()) {
            streams.written(event);
            if (event.event() instanceof MessageSent sent) {
                messages.remove(MessageKey.of(event, sent), event);
            }
            admission.left(event.size());
        }
    }

    private void wakeWriter() {
        if (writerWaits) {
            writerWaits = false;
            changed.signalAll();
        }
    }

    /// Sees to it that the end of a stream is known, reading the store outside the lock. What was read is
    /// used only if nothing was forgotten meanwhile: it might be out of date.
    private void know(String aggregateId) {
        boolean known = false;
        while (!known) {
            long forgotten;
            lock.lock();
            try {
                if (streams.get(aggregateId) != null) {
                    return;
                }
                forgotten = streams.forgotten();
            } finally {
                lock.unlock();
            }
            long last = lastWritten.applyAsLong(aggregateId);
            lock.lock();
            try {
                known = streams.learn(aggregateId, last, forgotten);
            } finally {
                lock.unlock();
            }
        }
    }
}
