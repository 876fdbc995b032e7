package io.verbatim.gateway.parser.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.parser.ClientFrame;
import io.verbatim.gateway.parser.ClientFrame.Ping;
import io.verbatim.gateway.parser.FrameHandler;
import io.verbatim.gateway.parser.FrameParser;
import io.verbatim.gateway.parser.FrameParsers;
import io.verbatim.gateway.parser.Inbox;
import io.verbatim.gateway.parser.ParserProperties;
import io.verbatim.gateway.parser.RemoteParserProperties;
import io.verbatim.gateway.testing.Bound;
import io.verbatim.gateway.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.common.Registration;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.Test;

/// Parsers that come and go, and a way to them on which answers are lost, late and mixed up: every connection's frames
/// are handled once and in order, none twice, and none of what another connection has said.
class TroubledParsersTest {
    private static final int CONNECTIONS = 30;
    private static final int FRAMES = 200;

    private final QueryBus bus = SimpleQueryBus.builder().build();
    private final FrameParser parser = new FrameParser(Bound.bind(GatewayLimits.class, Map.of()));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Random random = new Random(11);
    private volatile FramesParsed former = new FramesParsed("none", List.of());

    @Test
    void shouldKeepTheOrderOfEachConnection() {
        Carried.over(bus);
        Duration within = Duration.ofMillis(100);
        RemoteParserProperties settings = Bound.bind(
                RemoteParserProperties.class, Map.of("batch", "8KB", "give-up-after", "10m", "answer-within", "100ms"));
        try (FrameParsers parsers = FrameParsers.remote(
                new QueryBusParser(bus, within), settings, Bound.bind(ParserProperties.class, Map.of()), registry)) {
            List<Client> clients = IntStream.range(0, CONNECTIONS)
                    .mapToObj(number -> new Client(number, parsers))
                    .toList();
            Registration dying = bus.subscribe(ParseFrames.class.getName(), FramesParsed.class, this::answer);
            clients.parallelStream().forEach(client -> client.say(0, FRAMES / 2));
            Eventually.that(() -> clients.stream().anyMatch(client -> client.heard.size() > 10));
            dying.cancel();
            clients.parallelStream().forEach(client -> client.say(FRAMES / 2, FRAMES));
            bus.subscribe(ParseFrames.class.getName(), FramesParsed.class, this::answer);
            clients.forEach(Client::awaitAll);
        }
        assertThat(registry.counter("verbatim.gateway.parser.asks", "result", "failed")
                        .count())
                .isPositive();
    }

    private synchronized Object answer(QueryMessage<?, FramesParsed> message) {
        ParseFrames question = (ParseFrames) message.getPayload();
        FramesParsed right = new FramesParsed(
                question.ask(),
                question.frames().stream()
                        .map(parser::read)
                        .map(CarriedFrame::of)
                        .toList());
        FramesParsed wrong = former;
        former = right;
        return switch (random.nextInt(20)) {
            case 0 -> new CompletableFuture<FramesParsed>();
            case 1 -> after(150, right);
            case 2 -> after(1, wrong);
            case 3 ->
                after(
                        1,
                        new FramesParsed(
                                question.ask(),
                                right.frames().subList(1, right.frames().size())));
            case 4 -> throw new IllegalStateException("planted");
            default -> after(random.nextInt(3), right);
        };
    }

    private static CompletableFuture<FramesParsed> after(long millis, FramesParsed answer) {
        return CompletableFuture.supplyAsync(
                () -> answer, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    /// Says numbers of its own, and is held now and then.
    private static final class Client implements FrameHandler {
        private final int number;
        private final Inbox inbox;
        private final Random random;
        private final List<String> heard = new CopyOnWriteArrayList<>();

        Client(int number, FrameParsers parsers) {
            this.number = number;
            this.inbox = parsers.open(this);
            this.random = new Random(number);
        }

        void say(int from, int to) {
            for (int frame = from; frame < to; frame++) {
                inbox.offer("{\"type\":\"ping\",\"id\":%d}".formatted(id(frame)).getBytes(UTF_8));
                inbox.kick();
            }
        }

        void awaitAll() {
            Eventually.that(() -> heard.size() >= FRAMES);
            assertThat(heard)
                    .containsExactlyElementsOf(IntStream.range(0, FRAMES)
                            .mapToObj(frame -> Integer.toString(id(frame)))
                            .toList());
        }

        private int id(int frame) {
            return number * FRAMES + frame;
        }

        @Override
        public void handle(ClientFrame frame) {
            heard.add(((Ping) frame).id());
            if (random.nextInt(30) == 0) {
                inbox.hold();
                CompletableFuture.delayedExecutor(random.nextInt(5), TimeUnit.MILLISECONDS)
                        .execute(inbox::release);
            }
        }

        @Override
        public void malformed(Problem problem) {
            heard.add("malformed");
        }

        @Override
        public void fault(Throwable fault) {
            heard.add("fault");
        }

        @Override
        public void unavailable() {
            heard.add("unavailable");
        }

        @Override
        public void readOn() {
            // it is never kept from reading
        }
    }
}
