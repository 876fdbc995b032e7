package io.verbatim.query.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Messages of one conversation, as ranges of their `seq`.
final class SeqRanges {

    private final List<Range> ranges = new ArrayList<>();

    /// Adds those after one through another; none if that is not greater.
    void add(long after, long through) {
        if (through > after) {
            ranges.add(new Range(after + 1, through));
        }
    }

    /// The same, each message in one range, in ascending order.
    SeqRanges merged() {
        SeqRanges merged = new SeqRanges();
        ranges.sort(Comparator.comparingLong(Range::first));
        for (Range range : ranges) {
            List<Range> so = merged.ranges;
            if (!so.isEmpty() && range.first() <= so.getLast().through() + 1) {
                Range last = so.removeLast();
                so.add(new Range(last.first(), Math.max(last.through(), range.through())));
            } else {
                so.add(range);
            }
        }
        return merged;
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /// The first message of merged ranges; beyond all if there is none.
    long first() {
        return ranges.isEmpty() ? Long.MAX_VALUE : ranges.getFirst().first();
    }

    /// Merged ranges from the newest on.
    List<Range> newestFirst() {
        return ranges.reversed();
    }

    /// At least one message.
    record Range(long first, long through) {}
}
