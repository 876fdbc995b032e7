package io.verbatim.gateway.parser;

import static io.verbatim.gateway.parser.PingingClient.ping;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.testing.Bound;
import io.verbatim.gateway.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/// A lane and a parser that answers when, and as, a test has it.
class RemoteLaneTest {
    private static final int PING = ping(0).length + 128;
    private static final Duration LONG = Duration.ofMinutes(10);

    private final FrameParser real = new FrameParser(Bound.bind(GatewayLimits.class, Map.of()));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong queued = new AtomicLong();
    private final ScriptedParser parser = new ScriptedParser();
    private final PingingClient client = new PingingClient();
    private RemoteLane lane = lane(parser, 100, LONG);

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void shouldAskForAllThatHasComeMeanwhileTogether() {
        Inbox inbox = inbox(100);
        lane.start();
        offer(inbox, 0);
        parser.awaits(1);
        IntStream.rangeClosed(1, 3).forEach(i -> offer(inbox, i));
        parser.ask(0).answer();
        parser.awaits(2);
        parser.ask(1).answer();
        client.awaits("0", "1", "2", "3");
        assertThat(parser.asks).extracting(ask -> ask.frames.size()).containsExactly(1, 3);
        assertThat(queued).hasValue(0);
    }

    @Test
    void shouldAskForNoMoreThanOneBatchAtOnce() {
        use(lane(parser, 2, LONG));
        Inbox inbox = inbox(100);
        IntStream.range(0, 3).forEach(i -> inbox.offer(ping(i)));
        byte[] large = ("{\"type\":\"ping\",\"id\":3" + " ".repeat(3 * PING) + "}").getBytes(UTF_8);
        inbox.offer(large);
        inbox.offer(ping(4));
        lane.start();
        for (int ask = 0; ask < 4; ask++) {
            parser.awaits(ask + 1);
            parser.ask(ask).answer();
        }
        client.awaits("0", "1", "2", "3", "4");
        assertThat(parser.asks)
                .as("a larger one goes alone")
                .extracting(ask -> ask.frames.size())
                .containsExactly(2, 1, 1, 1);
    }

    @Test
    void shouldAskFrameByFrameForWhatIsNotAnswered() {
        Inbox inbox = inbox(100);
        IntStream.range(0, 3).forEach(i -> inbox.offer(ping(i)));
        lane.start();
        parser.awaits(1);
        parser.ask(0).fail();
        parser.awaits(2);
        IntStream.range(3, 5).forEach(i -> offer(inbox, i));
        for (int ask = 1; ask < 5; ask++) {
            parser.awaits(ask + 1);
            parser.ask(ask).answer();
        }
        client.awaits("0", "1", "2", "3", "4");
        assertThat(parser.asks).extracting(ask -> ask.frames.size()).containsExactly(3, 1, 1, 1, 2);
        assertThat(asks("failed")).isEqualTo(1);
        assertThat(asks("answered")).isEqualTo(4);
    }

    @Test
    void shouldAnswerOthersWhileNoParserSurvivesAFrame() {
        byte[] deadly = ping(7);
        use(lane(
                frames -> frames.stream().anyMatch(frame -> Arrays.equals(frame, deadly))
                        ? CompletableFuture.failedFuture(new TimeoutException("planted"))
                        : CompletableFuture.completedFuture(
                                frames.stream().map(real::read).toList()),
                1_000,
                LONG));
        List<PingingClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            PingingClient each = new PingingClient();
            clients.add(each);
            Inbox inbox = new Inbox(lane, each, 100 * PING);
            inbox.offer(ping(i));
            inbox.offer(ping(100 + i));
        }
        lane.start();
        for (int i = 0; i < 20; i++) {
            if (i != 7) {
                clients.get(i).awaits(Integer.toString(i), Integer.toString(100 + i));
            }
        }
        assertThat(clients.get(7).said)
                .as("its own next frame is not before it")
                .isEmpty();
    }

    @Test
    void shouldNotAskForWhoHasGone() {
        Inbox gone = inbox(100);
        gone.offer(ping(0));
        gone.end();
        offer(inbox(100), 1);
        lane.start();
        parser.awaits(1);
        parser.ask(0).answer();
        client.awaits("1");
        assertThat(parser.asks).extracting(ask -> ask.frames.size()).containsExactly(1);
        assertThat(queued).hasValue(0);
    }

    @Test
    void shouldTakeNoAnswerOfAnotherLength() {
        Inbox inbox = inbox(100);
        IntStream.range(0, 2).forEach(i -> inbox.offer(ping(i)));
        lane.start();
        parser.awaits(1);
        parser.ask(0).future.complete(List.of(real.read(ping(7))));
        parser.awaits(2);
        parser.ask(1).answer();
        parser.awaits(3);
        parser.ask(2).answer();
        client.awaits("0", "1");
    }

    @Test
    void shouldEndWhoHasWaitedForTooLong() {
        use(lane(parser, 1, Duration.ofNanos(1)));
        Inbox inbox = inbox(2);
        inbox.offer(ping(0));
        assertThat(inbox.offer(ping(1))).isFalse();
        lane.start();
        parser.awaits(1);
        parser.ask(0).fail();
        client.awaits("unavailable", "read on");
        offer(inbox, 2);
        PingingClient other = new PingingClient();
        Inbox others = new Inbox(lane, other, 100 * PING);
        offer(others, 3);
        parser.awaits(2);
        parser.ask(1).answer();
        other.awaits("3");
        assertThat(client.said).as("nothing is acted upon any more").containsExactly("unavailable", "read on");
        assertThat(registry.counter(ParserMeters.FRAMES, "result", "given-up").count())
                .isEqualTo(2);
        assertThat(queued).hasValue(0);
    }

    @Test
    void shouldDropWhatWasHeldBeforeWhatIsGivenUp() {
        use(lane(parser, 1, Duration.ofNanos(1)));
        Inbox inbox = inbox(100);
        inbox.execute(inbox::hold);
        lane.start();
        offer(inbox, 0);
        parser.awaits(1);
        offer(inbox, 1);
        parser.ask(0).answer();
        parser.awaits(2);
        parser.ask(1).fail();
        client.awaits("unavailable");
        inbox.release();
        Eventually.that(() -> queued.get() == 0);
        assertThat(client.said).containsExactly("unavailable");
    }

    @Test
    void shouldGoOnWhenTheParserThrows() {
        AtomicInteger asked = new AtomicInteger();
        use(lane(
                frames -> {
                    if (asked.getAndIncrement() == 0) {
                        throw new LinkageError("planted");
                    }
                    return CompletableFuture.completedFuture(
                            frames.stream().map(real::read).toList());
                },
                100,
                LONG));
        lane.start();
        offer(inbox(100), 0);
        client.awaits("0");
    }

    @Test
    void shouldRunTasksWhileItWaitsForAnAnswer() {
        Inbox inbox = inbox(100);
        lane.start();
        offer(inbox, 0);
        parser.awaits(1);
        inbox.execute(() -> client.said.add("task"));
        client.awaits("task");
        parser.ask(0).answer();
        client.awaits("task", "0");
    }

    @Test
    void shouldKeepWhatIsParsedWhileItIsHeld() {
        Inbox inbox = inbox(100);
        client.during = frame -> {
            if (frame.equals("1")) {
                inbox.hold();
            }
        };
        IntStream.rangeClosed(1, 3).forEach(i -> inbox.offer(ping(i)));
        lane.start();
        parser.awaits(1);
        parser.ask(0).answer();
        client.awaits("1");
        Eventually.that(() -> queued.get() == 2L * PING);
        inbox.release();
        client.awaits("1", "2", "3");
    }

    @Test
    void shouldReadOnOnceHalfIsDone() {
        Inbox inbox = inbox(4);
        assertThat(IntStream.range(0, 3).allMatch(i -> inbox.offer(ping(i)))).isTrue();
        assertThat(inbox.offer(ping(3))).isFalse();
        lane.start();
        parser.awaits(1);
        assertThat(client.said).isEmpty();
        parser.ask(0).answer();
        client.awaits("0", "1", "read on", "2", "3");
    }

    @Test
    void shouldTellFaultsAndWhatCannotBeRead() {
        Inbox inbox = inbox(100);
        inbox.offer("{".getBytes(UTF_8));
        inbox.offer(ping(1));
        inbox.offer(ping(2));
        lane.start();
        parser.awaits(1);
        parser.ask(0)
                .future
                .complete(List.of(
                        real.read("{".getBytes(UTF_8)),
                        new ParsedFrame.Faulted(new StackOverflowError("planted")),
                        real.read(ping(2))));
        client.awaits("malformed", "StackOverflowError", "2");
    }

    /// Answers are late, lost and too short, and connections are held and released all the while.
    @Test
    void shouldKeepTheOrderOfEachConnection() {
        int connections = 40;
        int frames = 150;
        use(lane(new TroubledParser(), 25, LONG));
        lane.start();
        List<PingingClient> clients = new ArrayList<>();
        List<Inbox> inboxes = new ArrayList<>();
        for (int one = 0; one < connections; one++) {
            PingingClient each = new PingingClient();
            Inbox inbox = new Inbox(lane, each, 1_000 * PING);
            Random random = new Random(one);
            each.during = frame -> {
                if (random.nextInt(20) == 0) {
                    inbox.hold();
                    CompletableFuture.delayedExecutor(random.nextInt(5), TimeUnit.MILLISECONDS)
                            .execute(inbox::release);
                }
            };
            clients.add(each);
            inboxes.add(inbox);
        }
        IntStream.range(0, connections)
                .parallel()
                .forEach(one -> IntStream.range(0, frames).forEach(frame -> offer(inboxes.get(one), frame)));
        String[] all = IntStream.range(0, frames).mapToObj(Integer::toString).toArray(String[]::new);
        clients.forEach(each -> each.awaits(all));
        Eventually.that(() -> queued.get() == 0);
        assertThat(asks("failed")).isPositive();
        assertThat(asks("answered")).isPositive();
    }

    private double asks(String result) {
        return registry.counter(ParserMeters.ASKS, "result", result).count();
    }

    /// @param batch so many pings
    private RemoteLane lane(RemoteParser answering, int batch, Duration giveUpAfter) {
        return new RemoteLane(
                "lane",
                answering,
                new RemoteParserProperties(DataSize.ofBytes((long) batch * PING), LONG, giveUpAfter),
                new ParserMeters(registry, queued),
                queued,
                Long.MAX_VALUE);
    }

    private void use(RemoteLane other) {
        lane.close();
        lane = other;
    }

    private Inbox inbox(int frames) {
        return new Inbox(lane, client, frames * PING);
    }

    private static void offer(Inbox inbox, int id) {
        inbox.offer(ping(id));
        inbox.kick();
    }

    /// Answers when it is told to.
    private final class ScriptedParser implements RemoteParser {
        private final List<Ask> asks = new CopyOnWriteArrayList<>();

        @Override
        public CompletionStage<List<ParsedFrame>> parse(List<byte[]> frames) {
            Ask ask = new Ask(List.copyOf(frames), new CompletableFuture<>());
            asks.add(ask);
            return ask.future;
        }

        void awaits(int many) {
            Eventually.that(() -> asks.size() >= many);
            assertThat(asks).hasSize(many);
        }

        Ask ask(int index) {
            return asks.get(index);
        }
    }

    private final class Ask {
        private final List<byte[]> frames;
        private final CompletableFuture<List<ParsedFrame>> future;

        Ask(List<byte[]> frames, CompletableFuture<List<ParsedFrame>> future) {
            this.frames = frames;
            this.future = future;
        }

        void answer() {
            future.complete(frames.stream().map(real::read).toList());
        }

        void fail() {
            future.completeExceptionally(new TimeoutException("planted"));
        }
    }

    /// Does to asks what a network may do.
    private final class TroubledParser implements RemoteParser {
        private final Random random = new Random(7);

        @Override
        public CompletionStage<List<ParsedFrame>> parse(List<byte[]> frames) {
            Ask ask = new Ask(List.copyOf(frames), new CompletableFuture<>());
            switch (random.nextInt(30)) {
                case 0 -> ask.fail();
                case 1 -> soon(ask::fail);
                case 2 -> soon(() -> ask.future.complete(List.of()));
                case 3 -> ask.answer();
                default -> soon(ask::answer);
            }
            return ask.future;
        }

        private void soon(Runnable task) {
            CompletableFuture.delayedExecutor(random.nextInt(3), TimeUnit.MILLISECONDS)
                    .execute(task);
        }
    }
}
