package io.verbatim.command.bus;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;

/// Message identifiers: UUIDs of version 8 (RFC 9562, 5.8), the upper half random per process start, the lower half
/// counted. Axon's default draws 16 secure random bytes for each of several messages per command.
public final class EventIdentifiers extends IdentifierFactory {

    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long COUNTER_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    private final long upper;
    private final AtomicLong counter;

    /// Called by the service loader.
    public EventIdentifiers() {
        SecureRandom random = new SecureRandom();
        this.upper = (random.nextLong() & ~0xF000L) | VERSION_8;
        this.counter = new AtomicLong(random.nextLong());
    }

    @Override
    public String generateIdentifier() {
        return new UUID(upper, (counter.getAndIncrement() & COUNTER_MASK) | VARIANT).toString();
    }
}
