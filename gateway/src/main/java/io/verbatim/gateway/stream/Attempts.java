package io.verbatim.gateway.stream;

/// How long something has been tried, and how often in vain.
final class Attempts {
    private final long startedNanos = System.nanoTime();
    private int failures;

    /// Counts one more failure, and says how many there were before.
    int failed() {
        return failures++;
    }

    long ageNanos() {
        return System.nanoTime() - startedNanos;
    }
}
