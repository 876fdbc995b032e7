package io.verbatim.command.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/// The ends of aggregates' streams: last sequence numbers, and the events that are queued. Streams with
/// nothing queued are forgotten when there are too many, those that were not used for longest first.
///
/// Used under the queue's lock only.
final class QueuedStreams {

    private final Map<String, End> ends = new LinkedHashMap<>(16, 0.75f, true);
    private final ToLongFunction<String> lastWritten;
    private final int limit;
    private long forgotten;

    /// @param lastWritten the last written sequence number of a stream, -1 if there is none
    /// @param limit how many are kept
    QueuedStreams(ToLongFunction<String> lastWritten, int limit) {
        this.lastWritten = lastWritten;
        this.limit = limit;
    }

    @Nullable
    End get(String aggregateId) {
        return ends.get(aggregateId);
    }

    /// The end of a stream. Reads the store only if it is not here.
    End known(String aggregateId) {
        End end = ends.get(aggregateId);
        return end == null ? learn(aggregateId, lastWritten.applyAsLong(aggregateId)) : end;
    }

    /// Takes in what the store knows of a stream that is not here.
    ///
    /// @param lastSequence read from the store when this many were [#forgotten]
    /// @return whether it is known now; otherwise what was read may be out of date
    boolean learn(String aggregateId, long lastSequence, long whenForgotten) {
        if (ends.containsKey(aggregateId)) {
            return true;
        }
        if (forgotten == whenForgotten) {
            learn(aggregateId, lastSequence);
            return true;
        }
        return false;
    }

    /// How often something was forgotten.
    long forgotten() {
        return forgotten;
    }

    /// Checks a whole group.
    ///
    /// @throws ConcurrencyException if one of its events does not have the number after the last of its
    ///     stream
    void requireNextNumbers(List<LoggedEvent> group) {
        for (LoggedEvent event : group) {
            if (!known(event.aggregateId()).reserve(event.sequence())) {
                group.forEach(each -> known(each.aggregateId()).release());
                throw new ConcurrencyException(
                        "sequence: " + event.sequence() + " of " + event.aggregateId() + " (expected: the number after "
                                + known(event.aggregateId()).last() + ")");
            }
        }
    }

    /// The event can be found in the store from now on.
    void written(LoggedEvent event) {
        End end = ends.get(event.aggregateId());
        if (end != null) {
            end.written(event);
        }
    }

    void clear() {
        ends.clear();
        forgotten++;
    }

    private End learn(String aggregateId, long lastSequence) {
        End end = new End(lastSequence);
        ends.put(aggregateId, end);
        if (ends.size() > limit) {
            forgetOne();
        }
        return end;
    }

    /// The eldest only is looked at: it has something queued, and many more are, only while the writer is
    /// stuck.
    private void forgetOne() {
        Iterator<End> eldest = ends.values().iterator();
        if (eldest.next().isWritten()) {
            eldest.remove();
            forgotten++;
        }
    }

    /// The end of one stream.
    static final class End {

        private final ArrayDeque<LoggedEvent> queued = new ArrayDeque<>(2);
        private long last;
        private long reserved;

        End(long last) {
            this.last = last;
            this.reserved = last;
        }

        long last() {
            return last;
        }

        /// Takes the next number for an event of a group that is being checked.
        ///
        /// @return false if it is not the event's
        boolean reserve(long sequence) {
            return sequence == ++reserved;
        }

        /// Gives back what was reserved.
        void release() {
            reserved = last;
        }

        void add(LoggedEvent event) {
            last = event.sequence();
            reserved = last;
            queued.add(event);
        }

        @SuppressWarnings("ReferenceEquality") // after a reopening there may be another event with this number
        void written(LoggedEvent event) {
            if (queued.peekFirst() == event) {
                queued.removeFirst();
            }
        }

        boolean isWritten() {
            return queued.isEmpty();
        }

        List<LoggedEvent> queued() {
            return queued.isEmpty() ? List.of() : new ArrayList<>(queued);
        }
    }
}
