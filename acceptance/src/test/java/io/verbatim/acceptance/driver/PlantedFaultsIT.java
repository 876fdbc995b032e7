package io.verbatim.acceptance.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.acceptance.RunningServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The judge is no rubber stamp: each fault that is planted between server and devices is found, and named.
class PlantedFaultsIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static final Map<Fault, String> FOUND_AS = Map.of(
            Fault.DROPPED_BATCH, "copy differs",
            Fault.SWAPPED_SENDS, "order of sends",
            Fault.LOST_RECEIPT, "a receipt was lost",
            Fault.ANSWER_BEFORE_SYNC, "acknowledged and lost",
            Fault.STALE_HEAL, "copy differs",
            Fault.CURSOR_FROM_ANSWER, "copy differs",
            Fault.COUNTED_TWICE, "unread");

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldBeFound(Fault fault) throws Exception {
        RandomRun run = new RandomRun(SERVER, Scenario.quick(7, fault));

        run.run();

        List<String> violations = new Judge(run.history(), run.chats()).violations();
        assertThat(violations).anySatisfy(violation -> assertThat(violation).startsWith(FOUND_AS.get(fault)));
    }
}
