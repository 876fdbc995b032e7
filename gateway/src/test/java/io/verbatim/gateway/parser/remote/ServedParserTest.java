package io.verbatim.gateway.parser.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.parser.ClientFrame.Ping;
import io.verbatim.gateway.parser.FrameParser;
import io.verbatim.gateway.parser.ParsedFrame;
import io.verbatim.gateway.parser.ParsedFrame.Malformed;
import io.verbatim.gateway.parser.ParsedFrame.Read;
import io.verbatim.gateway.testing.Bound;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.common.Registration;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// A parser on the query bus, asked as from another process.
class ServedParserTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final long MANY = 1_000_000;

    private final QueryBus bus = SimpleQueryBus.builder().build();
    private final FrameParser real = new FrameParser(Bound.bind(GatewayLimits.class, Map.of()));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @BeforeEach
    void separate() {
        Carried.over(bus);
    }

    @AfterEach
    void close() {
        thread.shutdownNow();
    }

    @Test
    void shouldAnswerInOrder() throws Exception {
        serve(MANY);
        List<ParsedFrame> parsed = ask(LONG, "{'type':'ping','id':1}", "{", "{'type':'ping','id':2}")
                .get();
        assertThat(parsed).first().isEqualTo(new Read(new Ping("1")));
        assertThat(parsed).element(1).isInstanceOf(Malformed.class);
        assertThat(parsed).last().isEqualTo(new Read(new Ping("2")));
        assertThat(registry.counter(ServedParserMeters.FRAMES, "result", "ok").count())
                .isEqualTo(2);
        assertThat(registry.get(ServedParserMeters.QUEUED).gauge().value()).isZero();
    }

    @Test
    void shouldFailWhileNobodyServes() {
        assertThat(ask(LONG, "{}"))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NoHandlerForQueryException.class);
        serve(MANY).close();
        assertThat(ask(LONG, "{}")).failsWithin(Duration.ZERO);
    }

    /// It dies with an ask, and another is asked.
    @Test
    void shouldBeTakenOverByAnother() throws Exception {
        Registration dying = answer(question -> new CompletableFuture<>());
        CompletableFuture<List<ParsedFrame>> unanswered = ask(SHORT, "{'type':'ping','id':1}");
        assertThat(unanswered).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(TimeoutException.class);
        dying.cancel();
        serve(MANY);
        CompletableFuture<List<ParsedFrame>> again = ask(LONG, "{'type':'ping','id':2}");
        assertThat(again.get()).containsExactly(new Read(new Ping("2")));
    }

    @Test
    void shouldBelieveNoAnswerToAnotherQuestion() {
        UnaryOperator<FramesParsed> other = right -> new FramesParsed("another", right.frames());
        UnaryOperator<FramesParsed> less = right -> new FramesParsed(right.ask(), List.of());
        Stream.of(other, less).forEach(wrong -> {
            Registration lying = answer(question -> CompletableFuture.completedFuture(wrong.apply(right(question))));
            assertThat(ask(LONG, "{}"))
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withMessageContaining("expected: of ParseFrames");
            lying.cancel();
        });
        answer(question -> CompletableFuture.completedFuture(right(question)));
        assertThat(ask(LONG, "{}")).isCompleted();
    }

    @Test
    void shouldNameEveryAskOtherwise() {
        List<String> names = new CopyOnWriteArrayList<>();
        answer(question -> {
            names.add(question.ask());
            return CompletableFuture.completedFuture(right(question));
        });
        QueryBusParser one = new QueryBusParser(bus, LONG);
        QueryBusParser other = new QueryBusParser(bus, LONG);
        Stream.of(one, one, other, other).forEach(gateway -> ask(gateway, "{}"));
        assertThat(names).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseWhatIsTooMuch() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Void> busy = CompletableFuture.runAsync(() -> await(go), thread);
        serve(1);
        CompletableFuture<List<ParsedFrame>> waits = ask(LONG, "{'type':'ping'}");
        assertThat(ask(LONG, "{}"))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(RejectedExecutionException.class);
        assertThat(waits).isNotDone();
        go.countDown();
        busy.get();
        assertThat(waits.get()).hasSize(1);
        assertThat(ask(LONG, "{}").get()).hasSize(1);
        assertThat(registry.counter(ServedParserMeters.REFUSED).count()).isEqualTo(1);
    }

    @Test
    void shouldNotParseWhatNobodyWaitsForAnyMore() throws Exception {
        serve(MANY);
        ParseFrames late = new ParseFrames("late", -1, List.of("{}".getBytes(UTF_8)));
        assertThat(bus.query(new GenericQueryMessage<>(
                        late, ParseFrames.class.getName(), ResponseTypes.instanceOf(FramesParsed.class))))
                .failsWithin(LONG)
                .withThrowableThat()
                .withCauseInstanceOf(RejectedExecutionException.class);
        assertThat(ask(LONG, "{}").get()).hasSize(1);
    }

    /// The role stands on nothing but a bus and settings.
    @Test
    void shouldNeedNothingElse() throws Exception {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(QueryBus.class, () -> bus);
            context.registerBean(MeterRegistry.class, () -> registry);
            context.register(ServedParserConfiguration.class);
            context.refresh();
            assertThat(ask(LONG, "{'type':'ping'}").get()).containsExactly(new Read(new Ping(null)));
        }
        assertThat(ask(LONG, "{'type':'ping'}")).failsWithin(LONG);
    }

    private ServedParser serve(long limit) {
        ServedParser parser = new ServedParser(real, bus, registry, limit, thread);
        parser.start();
        return parser;
    }

    /// A parser that says what a test has it say.
    private Registration answer(Function<ParseFrames, CompletableFuture<FramesParsed>> script) {
        return bus.subscribe(
                ParseFrames.class.getName(),
                FramesParsed.class,
                (QueryMessage<?, FramesParsed> message) -> script.apply((ParseFrames) message.getPayload()));
    }

    private FramesParsed right(ParseFrames question) {
        return new FramesParsed(
                question.ask(),
                question.frames().stream().map(real::read).map(CarriedFrame::of).toList());
    }

    private CompletableFuture<List<ParsedFrame>> ask(Duration within, String... frames) {
        return ask(new QueryBusParser(bus, within), frames);
    }

    private static CompletableFuture<List<ParsedFrame>> ask(QueryBusParser gateway, String... frames) {
        return gateway.parse(Stream.of(frames)
                        .map(frame -> frame.replace('\'', '"').getBytes(UTF_8))
                        .toList())
                .toCompletableFuture();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
