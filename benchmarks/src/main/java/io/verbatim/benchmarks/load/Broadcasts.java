package io.verbatim.benchmarks.load;

import java.util.Arrays;

/// Messages by number, and how many have not received them.
final class Broadcasts {

    private final int receivers;
    private long[] sentAt = new long[1024];
    private int[] missing = new int[1024];
    private int count;
    private int unfinished;

    /// @param receivers of each message; its `ack` counts as one more
    Broadcasts(int receivers) {
        this.receivers = receivers;
    }

    /// Begins a message.
    ///
    /// @return its number
    int begin(long now) {
        if (count == missing.length) {
            sentAt = Arrays.copyOf(sentAt, 2 * count);
            missing = Arrays.copyOf(missing, 2 * count);
        }
        sentAt[count] = now;
        missing[count] = receivers + 1;
        unfinished++;
        return count++;
    }

    boolean contains(long number) {
        return number >= 0 && number < count;
    }

    int count() {
        return count;
    }

    long sentAt(long number) {
        return sentAt[(int) number];
    }

    /// One more has it.
    ///
    /// @return whether it was the last one
    boolean received(long number) {
        boolean last = --missing[(int) number] == 0;
        unfinished -= last ? 1 : 0;
        return last;
    }

    /// How many are missing somewhere.
    int unfinished() {
        return unfinished;
    }
}
