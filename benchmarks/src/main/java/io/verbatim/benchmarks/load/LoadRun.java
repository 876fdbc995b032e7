package io.verbatim.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One run: people, connections, warm-up, measured time, and the wait for the last messages.
final class LoadRun {

    // How many connections may be on their way at once: less than a listen queue usually holds.
    static final int OPENING = 64;
    private static final long LONGEST_POLL_MILLIS = 100;
    private static final Duration OPENING_PATIENCE = Duration.ofSeconds(60);
    private static final long PROGRESS = TimeUnit.SECONDS.toNanos(5);

    private final Settings settings;
    private final Consumer<String> out;
    private final @Nullable ServerProcess server;
    private final Load load;

    /// A run that was not begun.
    ///
    /// @param load what is sent
    /// @param out where the report goes
    LoadRun(Settings settings, Load load, Consumer<String> out) {
        this.settings = settings;
        this.out = out;
        this.server = settings.serverPid() == 0 ? null : new ServerProcess(settings.serverPid());
        this.load = load;
    }

    /// Runs, and reports what was found.
    ///
    /// @return whether nothing failed, was lost or came in a wrong order
    boolean run() throws IOException, InterruptedException {
        try (SocketLoop loop = new SocketLoop(address(settings.server()), load)) {
            try (Accounts accounts = new Accounts(settings.server(), settings.users(), settings.signIns())) {
                load.connect(this, loop, accounts);
            }
            Pace pace = pace();
            generate(loop, pace, settings.warmup());
            load.beginMeasuring();
            Costs before = Costs.now(server);
            generate(loop, pace, settings.measured());
            Costs costs = Costs.now(server).since(before);
            load.endMeasuring();
            long resident = server == null ? 0 : server.residentBytes();
            drain(loop);
            settle(loop);
            load.checkTheEnd();
            out.accept(load.report(costs, resident, lateness(pace)));
        }
        return load.tally().isClean();
    }

    static InetSocketAddress address(URI server) {
        return new InetSocketAddress(server.getHost(), server.getPort() < 0 ? 80 : server.getPort());
    }

    /// Waits until so many connections are welcomed.
    void awaitWelcomes(SocketLoop loop, int wanted) throws IOException {
        long deadline = System.nanoTime() + OPENING_PATIENCE.toNanos();
        while (load.welcomed() < wanted) {
            loop.poll(LONGEST_POLL_MILLIS);
            if (load.tally().closed > 0 || System.nanoTime() > deadline) {
                throw new IOException("connections: " + load.welcomed() + " welcomed (expected: " + wanted + ") "
                        + load.tally().told());
            }
        }
    }

    private Pace pace() {
        return settings.rate() > 0
                ? new Pace.Rate(settings.rate(), System.nanoTime())
                : new Pace.Window(settings.inFlight());
    }

    private static @Nullable LatencyHistogram lateness(Pace pace) {
        return pace instanceof Pace.Rate rate ? rate.lateness : null;
    }

    // Ends early when a connection has: what follows would measure something else.
    private void generate(SocketLoop loop, Pace pace, Duration duration) throws IOException {
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        long progress = begin + PROGRESS;
        for (long now = begin; now < end && load.tally().closed == 0; now = System.nanoTime()) {
            load.sendDue(loop, pace);
            long wait = Math.min(load.acknowledgements().sendHeld(loop, now), pace.nanosToNext(now));
            loop.poll(millis(Math.min(wait, end - now)));
            if (now >= progress) {
                progress += PROGRESS;
                progress(now - begin);
            }
        }
    }

    // Rounded up: a socket loop cannot wait for less than a millisecond, and waiting for none would cost a core.
    private static long millis(long nanos) {
        return Math.min(LONGEST_POLL_MILLIS, (nanos + 999_999) / 1_000_000);
    }

    private void progress(long elapsed) {
        Tally tally = load.tally();
        if (tally.measuring) {
            System.err.printf(
                    "%3d s  %d landed/s, %d in flight, p99 send -> receive %.2f ms%n",
                    TimeUnit.NANOSECONDS.toSeconds(elapsed),
                    tally.landed * TimeUnit.SECONDS.toNanos(1) / elapsed,
                    load.inFlight(),
                    tally.toReceive.percentile(99) / 1e6);
        }
    }

    private void settle(SocketLoop loop) throws IOException {
        long end = System.nanoTime() + load.settling().toNanos();
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            long wait = load.acknowledgements().sendHeld(loop, now);
            loop.poll(millis(Math.min(wait, end - now)));
        }
    }

    private void drain(SocketLoop loop) throws IOException {
        long end = System.nanoTime() + settings.drain().toNanos();
        for (long now = System.nanoTime(); now < end && load.unfinished() > 0; now = System.nanoTime()) {
            long wait = load.acknowledgements().sendHeld(loop, now);
            loop.poll(millis(Math.min(wait, end - now)));
        }
    }
}
