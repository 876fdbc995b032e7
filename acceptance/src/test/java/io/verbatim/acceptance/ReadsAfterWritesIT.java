package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Reads may lag behind writes, but nobody sees less than it was told: 10,000 times, while others send.
class ReadsAfterWritesIT {

    private static final int PEOPLE = 8;
    private static final int TIMES = 10_000 / PEOPLE;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private final AtomicBoolean loading = new AtomicBoolean(true);

    @Test
    void shouldShowAMessageAtOnceWhenItWasPosted() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> load = threads.submit(this::load);
            List<Future<?>> people = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                people.add(threads.submit(this::postAndGet));
            }
            for (Future<?> person : people) {
                person.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            loading.set(false);
            load.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void postAndGet() {
        Device ana = Device.register(SERVER, "ana");
        Device bob = Device.register(SERVER, "bob");
        String conversation = ana.open(bob);
        for (int i = 1; i <= TIMES; i++) {
            JsonNode accepted = ana.post(conversation, "message " + i);
            assertThat(accepted.path("seq").asLong(0)).isEqualTo(i);
            if (i % 2 == 0) {
                JsonNode newest =
                        ana.messages(conversation, "?limit=1").path("messages").path(0);
                assertThat(newest.path("seq").asLong(0)).isEqualTo(i);
                assertThat(newest.path("messageId")).isEqualTo(accepted.path("messageId"));
            } else {
                assertThat(ana.entry(conversation)
                                .path("conversation")
                                .path("lastSeq")
                                .asLong(0))
                        .isEqualTo(i);
            }
        }
        readAsAnother(
                bob,
                conversation,
                ana.post(conversation, "last").path("version").asLong(0));
    }

    // Bob was told nothing: he asks for what Ana has.
    private static void readAsAnother(Device bob, String conversation, long version) {
        JsonNode page = bob.api
                .get(
                        "/v1/conversations/" + conversation + "/messages?limit=1",
                        "Verbatim-At-Least",
                        Long.toString(version))
                .require(200);
        assertThat(page.path("messages").path(0).path("text").asString("")).isEqualTo("last");
        bob.api
                .get(
                        "/v1/conversations/" + conversation + "/messages?limit=1",
                        "Verbatim-At-Least",
                        Long.toString(version + 1_000_000))
                .requireProblem(503, "behind");
    }

    private void load() {
        Device carl = Device.register(SERVER, "carl");
        Device dora = Device.register(SERVER, "dora");
        String conversation = carl.open(dora);
        carl.post(conversation, "first");
        try (ChatSocket carls = carl.connect();
                ChatSocket doras = dora.connect()) {
            while (loading.get()) {
                List<String> ids = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    ids.add(carls.say(conversation, "load", UUID.randomUUID().toString()));
                }
                long last = 0;
                for (String id : ids) {
                    last = carls.awaitAck(id).path("seq").asLong(0);
                }
                long through = last;
                doras.awaitEvent("message.sent", message -> message.path("seq").asLong(0) == through);
                doras.acknowledge("delivered", conversation, last);
                doras.awaitQuiet();
                carls.awaitQuiet();
            }
        }
    }
}
