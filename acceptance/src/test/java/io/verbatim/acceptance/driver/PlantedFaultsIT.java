package io.verbatim.acceptance.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.acceptance.RunningServer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The judge is no rubber stamp: each fault that is planted between server and devices is found, and named.
class PlantedFaultsIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer().with("VERBATIM_GATEWAY_PRESENCE_THRESHOLD", "1s");

    private static final Map<Fault, String> FOUND_AS = Map.ofEntries(
            Map.entry(Fault.DROPPED_BATCH, "copy differs"),
            Map.entry(Fault.SWAPPED_SENDS, "order of sends"),
            Map.entry(Fault.LOST_RECEIPT, "a receipt was lost"),
            Map.entry(Fault.ANSWER_BEFORE_SYNC, "acknowledged and lost"),
            Map.entry(Fault.STALE_HEAL, "copy differs"),
            Map.entry(Fault.CURSOR_FROM_ANSWER, "copy differs"),
            Map.entry(Fault.COUNTED_TWICE, "unread"),
            Map.entry(Fault.WINDOW_OFF_BY_ONE, "seen though not there"),
            Map.entry(Fault.REMOVED_STILL_TOLD, "told though not there"),
            Map.entry(Fault.LOST_NOTICE, "copy of the group differs"),
            Map.entry(Fault.HIDDEN_SHOWN_AGAIN, "seen though kept from it"),
            Map.entry(Fault.UNREAD_OFF_BY_ONE, "unread"),
            Map.entry(Fault.LOST_PRESENCE, "presence"),
            Map.entry(Fault.STALE_SEARCH_HIT, "found though not there"),
            Map.entry(Fault.TYPING_AFTER_LEAVING, "typing told to who is not there"),
            Map.entry(Fault.TYPING_ACROSS_A_BLOCK, "typing told across a block"),
            Map.entry(Fault.SAID_ACROSS_A_BLOCK, "said across a block"),
            Map.entry(Fault.LOST_SETTING, "settings"),
            Map.entry(Fault.SETTING_NOT_TOLD, "settings not told"),
            Map.entry(Fault.LOST_MENTION, "mentions"),
            Map.entry(Fault.LOST_AT_FAILOVER, "copy differs"));

    /// Those that are found by the same rule, or that hide one another, are not planted together.
    static Stream<Set<Fault>> runs() {
        Set<Fault> answers = EnumSet.of(
                Fault.WINDOW_OFF_BY_ONE,
                Fault.HIDDEN_SHOWN_AGAIN,
                Fault.UNREAD_OFF_BY_ONE,
                Fault.STALE_SEARCH_HIT,
                Fault.LOST_SETTING,
                Fault.LOST_MENTION);
        Set<Fault> members =
                EnumSet.of(Fault.REMOVED_STILL_TOLD, Fault.LOST_NOTICE, Fault.LOST_PRESENCE, Fault.SETTING_NOT_TOLD);
        Set<Fault> unheard = EnumSet.of(Fault.TYPING_AFTER_LEAVING, Fault.TYPING_ACROSS_A_BLOCK);
        Set<Fault> alone = EnumSet.allOf(Fault.class);
        alone.removeAll(answers);
        alone.removeAll(members);
        alone.removeAll(unheard);
        alone.remove(Fault.LOST_AT_FAILOVER);
        return Stream.concat(
                Stream.of(answers, members, unheard), alone.stream().map(EnumSet::of));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void shouldBeFound(Set<Fault> faults) throws Exception {
        find(SERVER, Scenario.quick(7, faults));
    }

    @Test
    void shouldFindWhatIsLostAtFailover() throws Exception {
        Turmoil turmoil = new Turmoil(Duration.ZERO, Duration.ofMillis(200));
        try (RunningServer server = new RunningServer().withGatewaysBeside(2).with("VERBATIM_LIVE_PARTITIONS", "2")) {
            find(
                    server.open(),
                    new Scenario(7, 4, 2, Duration.ofSeconds(6), turmoil, EnumSet.of(Fault.LOST_AT_FAILOVER)));
        }
    }

    private static void find(RunningServer server, Scenario scenario) throws Exception {
        RandomRun run = new RandomRun(server, scenario);

        run.run();

        List<String> violations = new Judge(run.history(), run.chats()).violations();
        assertThat(scenario.faults())
                .allSatisfy(fault -> assertThat(violations)
                        .anySatisfy(violation -> assertThat(violation).startsWith(FOUND_AS.get(fault) + ":")));
    }
}
