package io.verbatim.vault;

import io.verbatim.api.vault.StreamTickets;
import io.verbatim.api.vault.VaultBusyException;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tickets in memory: one that a restart forgets would have ended within seconds, and its holder takes a new one.
final class MemoryStreamTickets implements StreamTickets {

    private static final int TICKET_BYTES = 32;

    private final Clock clock;
    private final RandomValues random;
    private final Duration lifetime;
    private final int limit;
    private final Map<String, Ticket> issued = new LinkedHashMap<>(); // by issue, hence by end; guarded by itself

    /// @param limit how many may wait to be spent; beyond it [VaultBusyException]
    MemoryStreamTickets(Clock clock, RandomValues random, Duration lifetime, int limit) {
        this.clock = clock;
        this.random = random;
        this.lifetime = lifetime;
        this.limit = limit;
    }

    @Override
    public Duration lifetime() {
        return lifetime;
    }

    @Override
    public String issue(Holder holder) {
        String ticket = random.text(TICKET_BYTES);
        long now = clock.millis();
        synchronized (issued) {
            forgetEnded(now);
            if (issued.size() >= limit) {
                throw new VaultBusyException("tickets: " + issued.size() + " (expected: fewer than " + limit + ")");
            }
            issued.put(ticket, new Ticket(holder, now + lifetime.toMillis()));
        }
        return ticket;
    }

    @Override
    public @Nullable Holder redeem(String ticket) {
        Ticket spent;
        synchronized (issued) {
            spent = issued.remove(ticket);
        }
        return spent == null || spent.endsAt <= clock.millis() ? null : spent.holder;
    }

    private void forgetEnded(long now) {
        Iterator<Ticket> oldest = issued.values().iterator();
        while (oldest.hasNext() && oldest.next().endsAt <= now) {
            oldest.remove();
        }
    }

    private record Ticket(Holder holder, long endsAt) {}
}
