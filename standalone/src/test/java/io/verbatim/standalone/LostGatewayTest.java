package io.verbatim.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.vault.GatewayBeats;
import io.verbatim.api.vault.GatewayBeats.Beat;
import io.verbatim.gateway.presence.GatewayLease;
import io.verbatim.standalone.ChatClient.Copy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// One of two gateways stops saying that it lives, over real sockets: its people are offline since its last beat for
/// those who watch them on the other, come back there, and miss nothing.
class LostGatewayTest {

    private static final String[] PRESENCE = {
        "--verbatim.gateway.presence.threshold=200ms",
        "--verbatim.gateway.presence.beat=100ms",
        "--verbatim.gateway.presence.lease=5s",
        "--verbatim.gateway.presence.sweep-per-second=1"
    };

    @TempDir
    Path temp;

    private ConfigurableApplicationContext program;
    private HeldBeats beats;
    private ConfigurableApplicationContext lost;
    private ConfigurableApplicationContext other;
    private ChatClient ana;
    private ChatClient bob;
    private ChatClient carla;
    private ChatClient david;
    private String group;

    @BeforeEach
    void start() throws Exception {
        List<String> settings = new ArrayList<>(List.of(PRESENCE));
        settings.addAll(List.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--management.server.port=0",
                "--verbatim.data=" + temp.resolve("data"),
                "--verbatim.ratelimits.enabled=false",
                "--verbatim.vault.argon2.memory=64KB"));
        program = VerbatimApplication.start(settings.toArray(String[]::new));
        beats = new HeldBeats(program.getBean(GatewayBeats.class));
        lost = GatewayBeside.start(program, program.getBean(LiveFeed.class), beats, PRESENCE);
        other = GatewayBeside.start(program, program.getBean(LiveFeed.class), PRESENCE);
        Rest rest = new Rest(other);
        String anas = rest.signIn("ana");
        ana = new ChatClient(anas);
        bob = new ChatClient(rest.signIn("bob"));
        carla = new ChatClient(rest.signIn("carla"));
        david = new ChatClient(rest.signIn("david"));
        group = rest.call(
                        anas,
                        "POST",
                        "/v1/conversations",
                        "{\"type\":\"group\",\"title\":\"All\",\"members\":[\"bob\",\"carla\",\"david\"]}")
                .path("id")
                .asString();
    }

    @AfterEach
    void stop() {
        beats.hold(false);
        List.of(ana, bob, carla, david).forEach(ChatClient::leave);
        other.close();
        lost.close();
        program.close();
    }

    @Test
    void shouldShowItsPeopleOfflineSinceItsLastBeatUntilTheyComeBack() throws Exception {
        for (ChatClient client : List.of(ana, carla, david)) {
            client.join(new Rest(lost));
            client.awaitLive();
        }
        bob.join(new Rest(other));
        bob.awaitLive();
        bob.say("{\"type\":\"watch\",\"users\":[\"ana\",\"carla\",\"david\"]}");
        for (String person : List.of("ana", "carla", "david")) {
            await(person + " is online", () -> isLast(person, "online"));
        }
        Instant allThere = Instant.now();
        await("it has beaten since", () -> lastBeat().isAfter(allThere));

        beats.hold(true);
        Instant last = lastBeat();
        bob.send(group, "told by a gateway that has stopped beating");
        carla.join(new Rest(other)); // and notices nothing
        for (String person : List.of("ana", "david")) {
            await(person + " is offline", () -> isLast(person, "offline"));
            assertThat(Instant.parse(
                            bob.presences(person).getLast().path("lastSeenAt").asString()))
                    .isEqualTo(last);
        }
        ana.leave();
        david.leave();
        bob.send(group, "told to nobody who is away");

        for (ChatClient client : List.of(ana, david)) {
            client.join(new Rest(other));
            client.awaitLive();
        }
        bob.send(group, "told to all");
        for (String person : List.of("ana", "david")) {
            await(person + " is back", () -> isLast(person, "online"));
        }
        Map<Long, Copy> all = new TreeMap<>(bob.copies(group));
        assertThat(all).hasSize(3);
        for (ChatClient client : List.of(ana, carla, david)) {
            await("all is told", () -> client.copies(group).equals(all));
            assertThat(client.faults()).isEmpty();
        }
        assertThat(bob.presences("carla"))
                .extracting(state -> state.path("state").asString())
                .as("who came back in time was never away")
                .containsOnly("online");
    }

    /// Of the gateway that is lost then.
    private Instant lastBeat() {
        String epoch = lost.getBean(GatewayLease.class).epoch();
        return beats.beats().stream()
                .filter(beat -> beat.gateway().equals(epoch))
                .map(Beat::at)
                .findFirst()
                .orElseThrow();
    }

    private boolean isLast(String person, String state) {
        List<JsonNode> told = bob.presences(person);
        return !told.isEmpty() && told.getLast().path("state").asString().equals(state);
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (long since = System.nanoTime(); !condition.getAsBoolean(); ) {
            assertThat(System.nanoTime() - since).as(what).isLessThan(TimeUnit.SECONDS.toNanos(60));
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
