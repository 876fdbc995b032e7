package io.verbatim.benchmarks.load;

/// The messages of which something is still awaited, by number, in flat arrays: at most [#CAPACITY] between the oldest
/// and the newest.
final class Outstanding {

    static final int CAPACITY = 1 << 18;

    /// The sender has its `ack`.
    static final int ACKED = 1;
    /// The receiver has the message.
    static final int RECEIVED = 2;
    /// The sender knows that the receiver has it.
    static final int RECEIPTED = 4;
    /// The sender has been told that it was not sent.
    static final int FAILED = 8;

    private static final int MASK = CAPACITY - 1;

    private final long[] sentAt = new long[CAPACITY];
    private final long[] seq = new long[CAPACITY];
    private final int[] sender = new int[CAPACITY];
    private final byte[] seen = new byte[CAPACITY];
    private final int complete;
    private long oldest;
    private long next;

    /// @param complete all that is awaited of a message
    Outstanding(int complete) {
        this.complete = complete;
    }

    boolean isFull() {
        return next - oldest == CAPACITY;
    }

    /// The number that the next message gets; as many were begun.
    long next() {
        return next;
    }

    /// Begins a message; it must not be full.
    ///
    /// @return its number
    long begin(int from, long now) {
        int slot = (int) next & MASK;
        sentAt[slot] = now;
        sender[slot] = from;
        seq[slot] = 0;
        seen[slot] = 0;
        return next++;
    }

    /// Whether something of this message is still awaited.
    boolean contains(long number) {
        return number >= oldest && number < next && !isComplete(number);
    }

    boolean has(long number, int what) {
        return (seen[(int) number & MASK] & what) == what;
    }

    void mark(long number, int what) {
        seen[(int) number & MASK] |= (byte) what;
        while (oldest < next && isComplete(oldest)) {
            oldest++;
        }
    }

    private boolean isComplete(long number) {
        return has(number, complete) || has(number, FAILED);
    }

    long sentAt(long number) {
        return sentAt[(int) number & MASK];
    }

    int sender(long number) {
        return sender[(int) number & MASK];
    }

    /// The message's `seq`; 0 until it was told.
    long seq(long number) {
        return seq[(int) number & MASK];
    }

    void seq(long number, long told) {
        seq[(int) number & MASK] = told;
    }

    /// How many messages lack something.
    int count() {
        int count = 0;
        for (long number = oldest; number < next; number++) {
            count += isComplete(number) ? 0 : 1;
        }
        return count;
    }
}
