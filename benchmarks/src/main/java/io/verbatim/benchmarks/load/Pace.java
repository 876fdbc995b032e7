package io.verbatim.benchmarks.load;

/// When the next message is sent.
sealed interface Pace {

    /// How many messages are to be sent now.
    long due(long now, int inFlight);

    /// How long until another one is due, if nothing happens before; never negative.
    long nanosToNext(long now);

    /// A message was sent.
    void sent(long now);

    /// As many in flight as allowed: the server sets the rate.
    record Window(int inFlight) implements Pace {

        @Override
        public long due(long now, int already) {
            return (long) inFlight - already;
        }

        @Override
        public long nanosToNext(long now) {
            return Long.MAX_VALUE;
        }

        @Override
        public void sent(long now) {}
    }

    /// Evenly spaced, whatever the server does. What is late is sent at once, and how late is kept: a latency counts
    /// from when a message was really sent.
    final class Rate implements Pace {

        final LatencyHistogram lateness = new LatencyHistogram();
        private final double nanosBetween;
        private final long start;
        private long sent;

        Rate(double perSecond, long start) {
            this.nanosBetween = 1e9 / perSecond;
            this.start = start;
        }

        @Override
        public long due(long now, int inFlight) {
            return (long) ((now - start) / nanosBetween) + 1 - sent;
        }

        @Override
        public long nanosToNext(long now) {
            return Math.max(0, dueAt() - now);
        }

        @Override
        public void sent(long now) {
            lateness.record(now - dueAt());
            sent++;
        }

        private long dueAt() {
            return start + (long) (sent * nanosBetween);
        }
    }
}
