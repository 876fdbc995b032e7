package io.verbatim.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.SyncedEvents;
import io.verbatim.api.live.WatchLiveFeed;
import io.verbatim.gateway.live.QueryBusFeed;
import io.verbatim.gateway.live.QueryBusFeedProperties;
import io.verbatim.query.QuerySideConfiguration;
import io.verbatim.query.live.LiveProperties;
import io.verbatim.query.live.LiveRouter;
import io.verbatim.query.live.QueryBusRouter;
import io.verbatim.standalone.ChatClient.Copy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// Several gateways on one log, and people of the same conversations on different ones, over real sockets:
/// nobody's copy ends with a hole, whatever becomes of the batches on their way.
class ManyGatewaysTest {

    private static final List<String> PEOPLE = List.of("ana", "bob", "carla");

    @TempDir
    Path temp;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<TroubledFeed> feeds = new ArrayList<>();
    private final List<Rest> gateways = new ArrayList<>();
    private final List<ChatClient> clients = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private ConfigurableApplicationContext program;
    private String pause = "20ms";
    private String place = "local";
    private String direct;
    private String group;

    @AfterEach
    void stop() throws Exception {
        clients.forEach(ChatClient::leave);
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"in-process, 1, local", "in-process, 4, local", "axon, 1, local", "axon, 4, local", "axon, 4, remote"})
    void shouldLoseAndRepeatNothing(String feed, int partitions, String parser) throws Exception {
        place = parser;
        start(feed, partitions, 3);
        Random random = new Random(partitions);
        AtomicInteger batches = new AtomicInteger();
        LiveRouter router = program.getBean(LiveRouter.class);
        clients.getFirst().send(direct, "the first one makes it a conversation");
        feeds.forEach(each -> each.trouble(true));
        feeds.getFirst().inTheMiddle(() -> {
            if (batches.incrementAndGet() % 25 == 0) {
                router.replace(batches.get() % partitions);
            }
        });
        for (int message = 1; message <= 150; message++) {
            int person = random.nextInt(PEOPLE.size());
            String conversation = person < 2 && random.nextBoolean() ? direct : group;
            clients.get(person).send(conversation, "message " + message);
            if (message % 7 == 0) {
                editOwn(person, conversation, message);
            }
            if (message % 11 == 0) {
                clients.get(person).join(gateways.get(random.nextInt(gateways.size())));
            }
        }
        feeds.forEach(each -> each.trouble(false));
        awaitSame();
        assertThat(batches.get()).isGreaterThan(25);
        assertThat(program.getBean(MeterRegistry.class)
                                .counter("verbatim.parser.frames", "result", "ok")
                                .count()
                        > 150)
                .as("parsed by the role")
                .isEqualTo(place.equals("remote"));
    }

    /// Something happens between any two steps of joining.
    @ParameterizedTest
    @CsvSource({"in-process, 1", "in-process, 4", "axon, 1", "axon, 4"})
    void shouldLoseNothingWhileSomebodyJoins(String feed, int partitions) throws Exception {
        pause = "150ms";
        start(feed, partitions, 2);
        ChatClient ana = clients.get(0);
        ChatClient bob = clients.get(1);
        AtomicInteger sent = new AtomicInteger();
        Runnable talk = () -> ana.send(direct, "in between, " + sent.incrementAndGet());
        feeds.get(1).beforeRegistering(talk);
        feeds.get(1).beforePlace(talk);
        for (int time = 0; time < 10; time++) {
            int before = sent.get();
            bob.leave();
            talk.run();
            bob.join(gateways.get(1));
            talk.run();
            bob.awaitLive();
            talk.run();
            assertThat(sent.get() - before).isGreaterThanOrEqualTo(5);
        }
        feeds.get(1).beforeRegistering(() -> {});
        feeds.get(1).beforePlace(() -> {});
        awaitSame();
    }

    @Test
    void shouldTellWhatBecameOfOnesOwnMessageInAGap() throws Exception {
        start("in-process", 1, 2);
        feeds.getFirst().lose(true);
        clients.getFirst().send(direct, "message 1");
        editOwn(0, direct, 1);
        await("Bob is told of both", () -> clients.getLast().copies(direct).equals(pages(1, direct)));
        feeds.getFirst().lose(false);
        awaitSame();
    }

    @Test
    void shouldSubscribeAnewWhenNothingIsSaidAnyMore() throws Exception {
        start("axon", 4, 2);
        clients.getFirst().send(direct, "told");
        awaitSame();
        program.getBean(QueryBus.class).queryUpdateEmitter().complete(WatchLiveFeed.class, everybody -> true);
        clients.getFirst().send(direct, "told to nobody");
        awaitSame();
    }

    /// What two routers tell is told once; a router that has died is noticed by its silence, and one that
    /// comes is told everything anew.
    @Test
    void shouldComeBackWhenAllRoutersHaveDied() throws Exception {
        startProgram("axon", 4);
        QueryBusRouter one = router();
        QueryBusRouter other = router();
        program.getBean(QueryBusRouter.class).close();
        startGateways("axon", 2);
        clients.getFirst().send(direct, "told by both");
        awaitSame();
        one.close();
        clients.getFirst().send(direct, "told by the other");
        clients.getLast().send(group, "told by the other");
        awaitSame();
        other.close();
        clients.getFirst().send(direct, "told by nobody");
        clients.getLast().join(gateways.getFirst());
        clients.getFirst().send(group, "told by nobody, too");
        router();
        awaitSame();
        clients.getLast().send(direct, "told by the new one");
        awaitSame();
    }

    private QueryBusRouter router() {
        QueryBus bus = program.getBean(QueryBus.class);
        LiveProperties settings = new LiveProperties(4, Duration.ofMillis(50));
        LiveRouter routing =
                new LiveRouter(program.getBean(SyncedEvents.class), settings, QuerySideConfiguration.memberships(bus));
        routing.start();
        QueryBusRouter router = new QueryBusRouter(routing, bus, settings.beat());
        router.start();
        opened.add(routing);
        opened.add(router);
        return router;
    }

    @ParameterizedTest
    @CsvSource({"in-process, 4", "axon, 4"})
    void shouldPassTypingFromGatewayToGateway(String feed, int partitions) throws Exception {
        start(feed, partitions, 2);
        clients.get(0).send(direct, "Hi");
        await("Bob sees her type", () -> {
            clients.get(0).say("{\"type\":\"typing\",\"conversationId\":\"%s\",\"active\":true}".formatted(direct));
            return clients.get(1).sawTyping(direct);
        });
    }

    /// What one gateway has told is what another shows, when it is asked for at least that.
    @ParameterizedTest
    @CsvSource({"in-process, 4", "axon, 4"})
    void shouldShowAtLeastTheCursorOfAnother(String feed, int partitions) throws Exception {
        start(feed, partitions, 2);
        for (int message = 1; message <= 10; message++) {
            int number = message;
            clients.get(0).send(direct, "message " + message);
            await("Bob is told", () -> clients.get(1).copies(direct).containsKey((long) number));
            String cursor = clients.get(1).cursor();
            JsonNode entry = gateways.get(0)
                    .call(tokens.get(1), "GET", "/v1/inbox", "", "Verbatim-At-Least", cursor)
                    .path("conversations")
                    .path(0)
                    .path("conversation");
            assertThat(entry.path("id").asString()).isEqualTo(direct);
            assertThat(entry.path("lastSeq").asLong()).isEqualTo(message);
        }
    }

    private void editOwn(int person, String conversation, int message) {
        String text = "message " + message;
        clients.get(person).copies(conversation).forEach((seq, copy) -> {
            if (copy.text().equals(text)) {
                gateways.getLast()
                        .call(
                                tokens.get(person),
                                "PATCH",
                                "/v1/conversations/" + conversation + "/messages/" + seq,
                                "{\"text\":\"%s, edited\"}".formatted(text));
            }
        });
    }

    /// All have the same copy of all that they may see, which is what a page shows.
    private void awaitSame() {
        for (int person = 0; person < clients.size(); person++) {
            ChatClient client = clients.get(person);
            for (String conversation : person < 2 ? List.of(direct, group) : List.of(group)) {
                SortedMap<Long, Copy> truth = pages(person, conversation);
                await(
                        PEOPLE.get(person) + " has all of " + conversation,
                        () -> client.copies(conversation).equals(truth),
                        () -> client.copies(conversation) + " but not " + truth);
            }
            assertThat(client.faults()).isEmpty();
        }
    }

    /// Of views that have all that anybody has been told.
    private SortedMap<Long, Copy> pages(int person, String conversation) {
        long version = clients.stream()
                .flatMap(client -> client.copies(conversation).values().stream())
                .mapToLong(Copy::version)
                .max()
                .orElse(0);
        SortedMap<Long, Copy> all = new TreeMap<>();
        JsonNode page = gateways.getFirst()
                .call(
                        tokens.get(person),
                        "GET",
                        "/v1/conversations/" + conversation + "/messages?after=0&limit=200",
                        "",
                        "Verbatim-At-Least",
                        Long.toString(version));
        for (JsonNode message : page.path("messages")) {
            all.put(
                    message.path("seq").asLong(),
                    new Copy(
                            message.path("version").asLong(),
                            message.path("text").asString()));
        }
        return all;
    }

    private void start(String feed, int partitions, int people) throws Exception {
        startProgram(feed, partitions);
        startGateways(feed, people);
    }

    private void startProgram(String feed, int partitions) {
        program = VerbatimApplication.start(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--management.server.port=0",
                "--verbatim.data=" + temp.resolve("data"),
                "--verbatim.ratelimits.enabled=false",
                "--verbatim.views.pause=" + pause,
                "--verbatim.live.feed=" + feed,
                "--verbatim.live.partitions=" + partitions,
                "--verbatim.live.beat=50ms",
                "--verbatim.parser.serve=" + place.equals("remote"),
                "--verbatim.vault.argon2.memory=64KB");
        opened.add(program);
        assertThat(program.getBean(LiveFeed.class))
                .isInstanceOf(feed.equals("axon") ? QueryBusFeed.class : LiveRouter.class);
        OtherProcess.separate(program.getBean(QueryBus.class));
    }

    private void startGateways(String feed, int people) throws Exception {
        for (int gateway = 0; gateway < 2; gateway++) {
            TroubledFeed troubled = new TroubledFeed(feed(feed), gateway);
            feeds.add(troubled);
            ConfigurableApplicationContext beside =
                    GatewayBeside.start(program, troubled, "--verbatim.gateway.parser.place=" + place);
            opened.add(beside);
            gateways.add(new Rest(beside));
        }
        for (String person : PEOPLE.subList(0, people)) {
            tokens.add(gateways.getFirst().signIn(person));
        }
        direct = created("{\"type\":\"direct\",\"with\":\"bob\"}");
        group = created(
                people < 3
                        ? "{\"type\":\"group\",\"title\":\"Two\",\"members\":[\"bob\"]}"
                        : "{\"type\":\"group\",\"title\":\"All\",\"members\":[\"bob\",\"carla\"]}");
        for (int person = 0; person < people; person++) {
            ChatClient client = new ChatClient(tokens.get(person));
            clients.add(client);
            client.join(gateways.get(person % gateways.size()));
            client.awaitLive();
        }
    }

    private LiveFeed feed(String kind) {
        if (kind.equals("in-process")) {
            return program.getBean(LiveRouter.class);
        }
        QueryBusFeed feed = new QueryBusFeed(
                program.getBean(QueryBus.class),
                new QueryBusFeedProperties(Duration.ofMillis(500), Duration.ofSeconds(5)));
        opened.add(feed);
        return feed;
    }

    private String created(String conversation) {
        return gateways.getFirst()
                .call(tokens.getFirst(), "POST", "/v1/conversations", conversation)
                .path("id")
                .asString();
    }

    private static void await(String what, BooleanSupplier condition) {
        await(what, condition, () -> "");
    }

    private static void await(String what, BooleanSupplier condition, Supplier<String> instead) {
        for (long since = System.nanoTime(); !condition.getAsBoolean(); ) {
            assertThat(System.nanoTime() - since)
                    .as("%s: %s", what, instead.get())
                    .isLessThan(TimeUnit.SECONDS.toNanos(20));
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
