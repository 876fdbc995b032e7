package io.verbatim.gateway.stream;

/// When a connection began, was last heard of, and was told to end. Times are of [System#nanoTime].
final class Pulse {
    private static final long REFUSALS_NANOS = 10_000_000_000L;

    private final long opened = System.nanoTime();
    private volatile long heard = opened;
    private volatile long closing;
    private volatile boolean isClosing;
    private volatile boolean deaf;

    /// Whether it was pinged since it was last heard of; for the housekeeper alone.
    private boolean pinged;

    private int refused;
    private long refusedSince;

    void heard() {
        heard = System.nanoTime();
    }

    /// It is not read at the moment, or it is again: no sign of life can come.
    void deaf(boolean notRead) {
        heard = System.nanoTime();
        deaf = notRead;
    }

    void closing() {
        closing = System.nanoTime();
        isClosing = true;
    }

    boolean isClosing() {
        return isClosing;
    }

    long openNanos(long now) {
        return now - opened;
    }

    long silentNanos(long now) {
        return deaf ? 0 : now - heard;
    }

    long closingNanos(long now) {
        return isClosing ? now - closing : 0;
    }

    /// Whether the peer is to be pinged now that it is silent; once for each silence.
    boolean askForLife(boolean silent) {
        boolean ask = silent && !pinged;
        pinged = silent;
        return ask;
    }

    /// Counts a frame that was refused for its rate; for the parser lane alone.
    ///
    /// @return whether there were more than `most` within ten seconds
    boolean refusedTooOften(int most) {
        long now = System.nanoTime();
        if (refused == 0 || now - refusedSince > REFUSALS_NANOS) {
            refused = 0;
            refusedSince = now;
        }
        return ++refused > most;
    }
}
