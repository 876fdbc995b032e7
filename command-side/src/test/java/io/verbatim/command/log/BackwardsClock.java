package io.verbatim.command.log;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that is set back by a second whenever somebody looks.
final class BackwardsClock extends Clock {

    private final AtomicLong millis = new AtomicLong(1_800_000_000_000L);

    @Override
    public long millis() {
        return millis.addAndGet(-1_000);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
