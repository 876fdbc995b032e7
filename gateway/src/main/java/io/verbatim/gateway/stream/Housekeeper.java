package io.verbatim.gateway.stream;

import io.verbatim.gateway.auth.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after all connections at once, so that none needs a timer: `hello` in time, signs of life, tokens that end,
/// and connections that do not.
final class Housekeeper {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
    private static final Duration SELDOM = Duration.ofSeconds(1);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final int LOOKS = 10;

    private final Set<Connection> open;
    private final StreamProperties properties;
    private final Clock clock;

    Housekeeper(Set<Connection> open, StreamProperties properties, Clock clock) {
        this.open = open;
        this.properties = properties;
        this.clock = clock;
    }

    void start(StreamClock due) {
        due.every(period(), this::look);
    }

    /// A tenth of the shortest time that it has to see, within bounds.
    private Duration period() {
        Duration shortest = properties.heartbeat();
        for (Duration other : List.of(properties.helloWithin(), properties.closeWithin(), properties.comment())) {
            shortest = other.compareTo(shortest) < 0 ? other : shortest;
        }
        Duration tenth = shortest.dividedBy(LOOKS);
        return tenth.compareTo(SELDOM) > 0 ? SELDOM : tenth.compareTo(OFTEN) < 0 ? OFTEN : tenth;
    }

    private void look() {
        long now = System.nanoTime();
        Instant time = clock.instant();
        for (Connection connection : open) {
            try {
                look(connection, now, time);
            } catch (RuntimeException fault) {
                LOG.error("A connection could not be looked after", fault);
            }
        }
    }

    private void look(Connection connection, long now, Instant time) {
        Pulse pulse = connection.pulse();
        Transport transport = connection.transport();
        if (pulse.isClosing()) {
            if (pulse.closingNanos(now) > properties.closeWithin().toNanos()) {
                transport.writer().execute(transport::abort);
            }
            return;
        }
        Principal principal = connection.identity().known();
        if (connection.state() == Connection.State.GREETING
                && pulse.openNanos(now) > properties.helloWithin().toNanos()) {
            connection.close(Closing.UNAUTHENTICATED);
        } else if (principal != null && !time.isBefore(principal.expiresAt())) {
            connection.close(Closing.TOKEN_EXPIRED);
        } else if (transport.isHeard()
                && pulse.silentNanos(now) > 2 * transport.patience().toNanos()) {
            connection.close(Closing.NO_HEARTBEAT);
        } else if (pulse.askForLife(
                pulse.silentNanos(now) > transport.patience().toNanos())) {
            transport.writer().execute(transport::ping);
        }
    }
}
