package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// The program is killed while it writes down what was said, at another moment each time. What was acknowledged is
/// found afterwards, once, and what was taken back is not.
class SearchAfterKillIT {

    // so that it dies before, while and after the index is written out
    @RegisterExtension
    static final RunningServer SERVER =
            new RunningServer().with("VERBATIM_SEARCH_COMMITEVERY", "150ms").with("VERBATIM_SEARCH_REFRESH", "100ms");

    private static final int KILLS = 5;
    private static final String WORD = "kestrel";

    private final SplittableRandom random = new SplittableRandom(Long.getLong("verbatim.kill.seed", 11L));
    private final Set<Long> said = new HashSet<>();
    private final Set<Long> takenBack = new HashSet<>();
    private Device ana;
    private String conversation;

    @Test
    void shouldFindWhatWasAcknowledgedOnce() throws Exception {
        ana = Device.register(SERVER, "ana");
        Device bob = Device.register(SERVER, "bob");
        conversation = ana.open(bob);
        for (int kill = 1; kill <= KILLS; kill++) {
            int before = said.size();
            CompletableFuture<Void> saying = CompletableFuture.runAsync(this::talk);
            TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(1_200));
            SERVER.kill();
            saying.get(60, TimeUnit.SECONDS);
            SERVER.start();

            assertThat(said).as("acknowledged before kill " + kill).hasSizeGreaterThan(before);
            for (Device each : List.of(ana, bob)) {
                List<Long> found = found(each);
                assertThat(found).as("after kill " + kill).doesNotHaveDuplicates();
                assertThat(found).containsAll(said).doesNotContainAnyElementsOf(takenBack);
                assertThat(new HashSet<>(found)).isEqualTo(shown(each));
            }
        }
    }

    /// Until nobody answers any more: what was not answered may be there, or not.
    private void talk() {
        try {
            for (int i = 1; ; i++) {
                String text = WORD + " " + i;
                long seq = ana.post(conversation, text, UUID.randomUUID().toString())
                        .require(201)
                        .path("seq")
                        .asLong(0);
                String path = "/v1/conversations/" + conversation + "/messages/" + seq;
                if (i % 5 == 0) {
                    ana.api.delete(path + "?for=everyone").require(200);
                    takenBack.add(seq);
                } else if (i % 7 == 0) {
                    ana.api.patch(path, Json.of("{'text':'something else'}")).require(200);
                    takenBack.add(seq);
                } else {
                    said.add(seq);
                }
                if (i % 20 == 0) {
                    ana.api.get("/v1/search?q=" + WORD).require(200);
                }
            }
        } catch (UncheckedIOException killed) {
            // as expected
        }
    }

    private static List<Long> found(Device who) {
        List<Long> seqs = new ArrayList<>();
        JsonNode page = who.api.get("/v1/search?limit=200&q=" + WORD).require(200);
        while (true) {
            seqs.addAll(Json.numbers(page.path("messages"), "seq"));
            if (!page.has("next")) {
                return seqs;
            }
            String next = page.path("next").asString("");
            page = who.api
                    .get("/v1/search?limit=200&q=" + WORD + "&before=" + next)
                    .require(200);
        }
    }

    /// What the timeline shows of it.
    private Set<Long> shown(Device who) {
        Set<Long> seqs = new HashSet<>();
        long after = 0;
        JsonNode page;
        do {
            page = who.messages(conversation, "?limit=200&after=" + after);
            for (JsonNode message : page.path("messages")) {
                after = message.path("seq").asLong(0);
                if (message.path("text").asString("").contains(WORD)) {
                    seqs.add(after);
                }
            }
        } while (page.path("hasMore").asBoolean(false));
        return seqs;
    }
}
