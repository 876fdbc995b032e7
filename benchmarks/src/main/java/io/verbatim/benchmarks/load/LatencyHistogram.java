package io.verbatim.benchmarks.load;

import java.util.Arrays;

/// Latencies in nanoseconds, counted in log-linear buckets: 128 per doubling, so a percentile is at most 0.8 % above
/// the true one. The greatest is kept exactly.
final class LatencyHistogram {

    private static final int SUB_BITS = 7;
    private static final int SUB = 1 << SUB_BITS;

    private final long[] counts = new long[(Long.SIZE - SUB_BITS) * SUB];
    private long count;
    private long max;

    void record(long nanos) {
        long value = Math.max(0, nanos);
        counts[bucket(value)]++;
        count++;
        max = Math.max(max, value);
    }

    long count() {
        return count;
    }

    long max() {
        return max;
    }

    /// The smallest bucket bound that at least this share of the values does not exceed; 0 if there are none.
    ///
    /// @param percent 0 to 100
    long percentile(double percent) {
        long rank = Math.max(1, (long) Math.ceil(count * percent / 100));
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                return Math.min(max, upperBound(bucket));
            }
        }
        return 0;
    }

    void clear() {
        Arrays.fill(counts, 0);
        count = 0;
        max = 0;
    }

    // Below SUB a bucket is one value; above, the highest SUB_BITS + 1 bits of a value name its bucket.
    private static int bucket(long value) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - SUB_BITS - 1);
        return shift * SUB + (int) (value >>> shift);
    }

    private static long upperBound(int bucket) {
        if (bucket < 2 * SUB) {
            return bucket;
        }
        int shift = bucket / SUB - 1;
        long first = (long) (bucket - shift * SUB) << shift;
        return first + (1L << shift) - 1;
    }
}
