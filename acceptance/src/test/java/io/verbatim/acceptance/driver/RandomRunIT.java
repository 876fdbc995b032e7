package io.verbatim.acceptance.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.acceptance.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A minute of everything, with the server killed in between. Longer, or a seed again:
/// `-Dverbatim.driver.seconds=600 -Dverbatim.driver.seed=42`.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RandomRunIT {

    // the program itself, first: that prepares faster starts
    @Test
    @Order(1)
    void shouldKeepEveryPromise() throws Exception {
        judge(server(), new Turmoil(Duration.ofSeconds(10), Duration.ZERO), 20);
    }

    @Test
    void shouldKeepEveryPromiseWithSeveralGateways() throws Exception {
        judge(
                server().withGatewaysBeside(2).with("VERBATIM_LIVE_PARTITIONS", "4"),
                new Turmoil(Duration.ofSeconds(8), Duration.ofMillis(100)),
                14);
    }

    @Test
    void shouldKeepEveryPromiseOverTheQueryBus() throws Exception {
        judge(
                server().withGatewaysBeside(2)
                        .with("VERBATIM_LIVE_PARTITIONS", "2")
                        .with("VERBATIM_LIVE_FEED", "axon"),
                new Turmoil(Duration.ofSeconds(8), Duration.ofMillis(100)),
                14);
    }

    private static RunningServer server() {
        return new RunningServer()
                .with("VERBATIM_GATEWAY_PRESENCE_THRESHOLD", "1s")
                .with("VERBATIM_GATEWAY_PRESENCE_BEAT", "1s")
                .with("VERBATIM_GATEWAY_PRESENCE_LEASE", "3s");
    }

    private static void judge(RunningServer server, Turmoil turmoil, long seconds) throws Exception {
        long seed = Long.getLong("verbatim.driver.seed", System.nanoTime());
        Duration length = Duration.ofSeconds(Long.getLong("verbatim.driver.seconds", seconds));
        System.out.println("the driver's seed: " + seed);
        try (server) {
            server.open();
            RandomRun run = new RandomRun(server, new Scenario(seed, 6, 2, length, turmoil, Set.of()));

            run.run();

            List<String> violations = new Judge(run.history(), run.chats()).violations();
            if (!violations.isEmpty()) {
                run.history().writeTo(Path.of("target", "driver", seed + ".txt"));
                Files.writeString(Path.of("target", "driver", seed + ".log"), server.logText());
            }
            System.out.println("observed: " + run.history().counts());
            assertThat(violations)
                    .as("again: ./mvnw -pl acceptance -am verify -Dit.test=RandomRunIT -Dverbatim.driver.seed=%s", seed)
                    .isEmpty();
        }
    }
}
