package io.verbatim.command.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ends of aggregates' streams: last sequence numbers, and the events that are queued. Streams with
/// nothing queued are forgotten when there are too many, those that were not used for longest first.
///
/// Used under the queue's lock only.
final class QueuedStreams {

    private final Map<String, End> ends = new LinkedHashMap<>(16, 0.75f, true);
    private final int limit;
    private long forgotten;

    QueuedStreams(int limit) {
        this.limit = limit;
    }

    @Nullable
    End get(String aggregateId) {
        return ends.get(aggregateId);
    }

    /// Takes in what the store knows of a stream that is not here.
    End learn(String aggregateId, long lastSequence) {
        End end = new End(lastSequence);
        ends.put(aggregateId, end);
        if (ends.size() > limit) {
            forgetOne();
        }
        return end;
    }

    /// How often something was forgotten: what was read from the store before it last changed may be out of
    /// date.
    long forgotten() {
        return forgotten;
    }

    void clear() {
        ends.clear();
        forgotten++;
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

        /// The event can be found in the store from now on.
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
