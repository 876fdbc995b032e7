package io.verbatim.acceptance.driver;

import io.verbatim.acceptance.RunningServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// Does to the server what is done to it during a run. When, and what, the seed says.
final class Disturber {

    private static final List<String> TROUBLES = List.of("replace", "lose", "delay", "repeat");
    // more than there are partitions, or gateways: the server counts around
    private static final int MANY = 60;

    private final RunningServer server;
    private final Scenario scenario;
    private final SplittableRandom random;

    Disturber(RunningServer server, Scenario scenario, SplittableRandom random) {
        this.server = server;
        this.scenario = scenario;
        this.random = random;
    }

    /// @param end when it stops, by the nanosecond clock
    void disturb(long end) throws InterruptedException, IOException {
        Turmoil turmoil = scenario.turmoil();
        long kill = soon(turmoil.betweenKills());
        long trouble = soon(turmoil.betweenTroubles());
        while (Math.min(kill, trouble) < end) {
            TimeUnit.NANOSECONDS.sleep(Math.min(kill, trouble) - System.nanoTime());
            if (kill <= trouble) {
                restart();
                kill = soon(turmoil.betweenKills());
            } else {
                trouble();
                trouble = soon(turmoil.betweenTroubles());
            }
        }
    }

    private long soon(Duration between) {
        long nanos = between.toNanos();
        return nanos == 0 ? Long.MAX_VALUE : System.nanoTime() + nanos / 2 + random.nextLong(nanos / 2);
    }

    private void restart() throws InterruptedException, IOException {
        if (random.nextInt(3) == 0) {
            server.stop();
        } else {
            server.kill();
        }
        server.start();
    }

    private void trouble() throws IOException {
        String what = TROUBLES.get(random.nextInt(TROUBLES.size()));
        boolean forgets = what.equals("replace") && scenario.faults().contains(Fault.LOST_AT_FAILOVER);
        server.tell((forgets ? "forget" : what) + " " + random.nextInt(MANY));
    }
}
