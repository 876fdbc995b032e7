package io.verbatim.gateway.stream;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.context.SmartLifecycle;

/// Sends everybody away before the web server stops: unanswered messages are waited for, then each connection is told
/// `goodbye` and closed with 4503.
final class StreamLifecycle implements SmartLifecycle {
    /// Stops before the web server's graceful shutdown, which would wait for the connections.
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 512;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final Connections connections;
    private final Interest interest;
    private final Housekeeper housekeeper;
    private final StreamClock clock;
    private final Duration drainWithin;
    private volatile boolean running;

    StreamLifecycle(
            Connections connections,
            Interest interest,
            Housekeeper housekeeper,
            StreamClock clock,
            Duration drainWithin) {
        this.connections = connections;
        this.interest = interest;
        this.housekeeper = housekeeper;
        this.clock = clock;
        this.drainWithin = drainWithin;
    }

    @Override
    public void start() {
        housekeeper.start(clock);
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable stopped) {
        running = false;
        // no more is read: what is unanswered gets fewer
        connections.host().open().forEach(connection -> connection.inbox().execute(connection.inbox()::hold));
        await(this::isAnswered, System.nanoTime(), () -> {
            connections.drain();
            await(() -> connections.host().open().isEmpty(), System.nanoTime(), () -> {
                interest.close();
                stopped.run();
            });
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private boolean isAnswered() {
        return connections.host().open().stream()
                .map(Connection::knownSends)
                .allMatch(sends -> sends == null || sends.unanswered() == 0);
    }

    private void await(BooleanSupplier condition, long since, Runnable then) {
        if (condition.getAsBoolean() || System.nanoTime() - since > drainWithin.toNanos()) {
            then.run();
        } else {
            clock.after(LOOK_AGAIN, () -> await(condition, since, then));
        }
    }
}
