package io.verbatim.acceptance.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.acceptance.RunningServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A minute of everything, with the server killed in between. Longer, or a seed again:
/// `-Dverbatim.driver.seconds=600 -Dverbatim.driver.seed=42`.
class RandomRunIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer()
            .with("VERBATIM_GATEWAY_PRESENCE_THRESHOLD", "1s")
            .with("VERBATIM_GATEWAY_PRESENCE_BEAT", "1s")
            .with("VERBATIM_GATEWAY_PRESENCE_LEASE", "3s");

    @Test
    void shouldKeepEveryPromise() throws Exception {
        long seed = Long.getLong("verbatim.driver.seed", System.nanoTime());
        Duration length = Duration.ofSeconds(Long.getLong("verbatim.driver.seconds", 40L));
        System.out.println("the driver's seed: " + seed);
        Scenario scenario = new Scenario(seed, 6, 2, length, Duration.ofSeconds(10), Set.of());
        RandomRun run = new RandomRun(SERVER, scenario);

        run.run();

        List<String> violations = new Judge(run.history(), run.chats()).violations();
        if (!violations.isEmpty()) {
            run.history().writeTo(Path.of("target", "driver", seed + ".txt"));
        }
        System.out.println("observed: " + run.history().counts());
        assertThat(violations)
                .as("again: ./mvnw -pl acceptance -am verify -Dit.test=RandomRunIT -Dverbatim.driver.seed=%s", seed)
                .isEmpty();
    }
}
