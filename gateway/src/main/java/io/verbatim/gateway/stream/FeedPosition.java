package io.verbatim.gateway.stream;

import java.util.concurrent.atomic.AtomicLong;

/// How far the feed has come, for those who ask the views: what they are told must not be less.
final class FeedPosition {
    private final AtomicLong last = new AtomicLong();

    long last() {
        return last.get();
    }

    void reached(long position) {
        last.accumulateAndGet(position, Math::max);
    }
}
