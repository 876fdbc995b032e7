package io.verbatim.gateway.parser.remote;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.parser.FrameParser;
import io.verbatim.gateway.testing.Bound;
import io.verbatim.gateway.testing.Eventually;
import io.verbatim.gateway.testing.SocketClient;
import io.verbatim.gateway.testing.StreamServer;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.common.Registration;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The whole gateway on sockets, and parsers that it asks over the bus.
class RemoteParserSocketTest {
    private final History history = Histories.talked();
    private StreamServer stream;
    private QueryBus bus;
    private ServedParser parser;

    @AfterEach
    void stop() {
        stream.close();
        if (parser != null) {
            parser.close();
        }
    }

    @Test
    void shouldTalkAsWithAParserOfItsOwn() {
        start();
        serve();
        try (SocketClient ana = stream.live(ANA);
                SocketClient bob = stream.live(BOB)) {
            String clientMessageId = StreamServer.uuid();
            ana.say(send(7, clientMessageId, "Hi"));
            assertThat(ana.next("ack").path("id").asInt()).isEqualTo(7);
            stream.happens(history.sent(ANA.uid(), BOB.uid(), clientMessageId, "Hi"));
            assertThat(bob.nextEvent("message.sent").at("/data/text").asString())
                    .isEqualTo("Hi");

            ana.say(send(8, "no UUID", "Hi"));
            JsonNode failed = ana.next("failed");
            assertThat(failed.at("/problem/type").asString()).isEqualTo("urn:verbatim:problem:invalid");
            assertThat(failed.at("/problem/errors/0/field").asString()).isEqualTo("clientMessageId");
            ana.nothingMore();
            bob.sayRaw("nonsense");
            assertThat(bob.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void shouldKeepTheOrderOfWhatIsSaid() {
        start("verbatim.gateway.parser.remote.batch=1KB");
        serve();
        try (SocketClient ana = stream.live(ANA)) {
            IntStream.range(0, 500)
                    .forEach(id -> ana.say(
                            id % 2 == 0
                                    ? "{'type':'ping','id':%d}".formatted(id)
                                    : send(id, StreamServer.uuid(), "Hi")));
            IntStream.range(0, 500)
                    .forEach(id -> assertThat(ana.next().path("id").asInt()).isEqualTo(id));
        }
    }

    /// Nothing is lost, and nothing is done twice, when a parser dies with what it was asked and another takes over.
    @Test
    void shouldGoOnWithAnotherParser() {
        start("verbatim.gateway.parser.remote.answer-within=100ms", "verbatim.gateway.parser.remote.give-up-after=1m");
        serve();
        try (SocketClient ana = stream.live(ANA)) {
            parser.close();
            AtomicInteger asked = new AtomicInteger();
            Registration dying = bus.subscribe(
                    ParseFrames.class.getName(), FramesParsed.class, (QueryMessage<?, FramesParsed> question) -> {
                        asked.incrementAndGet();
                        return new CompletableFuture<FramesParsed>();
                    });
            IntStream.range(0, 10).forEach(id -> ana.say(send(id, StreamServer.uuid(), "Hi")));
            Eventually.that(() -> asked.get() > 0);
            dying.cancel();
            serve();
            IntStream.range(0, 10)
                    .forEach(
                            id -> assertThat(ana.next("ack").path("id").asInt()).isEqualTo(id));
            ana.nothingMore();
            assertThat(stream.server().sides().received(SendMessage.class)).hasSize(10);
        }
    }

    @Test
    void shouldSendAwayWhoseFramesNobodyParses() {
        start("verbatim.gateway.parser.remote.give-up-after=1ms");
        serve();
        String token = stream.server().tokenOf(ANA);
        try (SocketClient ana = stream.connect().hello(token)) {
            String cursor = ana.until("live").getFirst().path("cursor").asString();
            parser.close();
            ana.say(send(1, StreamServer.uuid(), "Hi"));
            JsonNode goodbye = ana.next("goodbye");
            assertThat(goodbye.path("reason").asString()).isEqualTo("draining");
            assertThat(goodbye.path("reconnectAfterMillis").asInt()).isPositive();
            assertThat(ana.closeCode()).isEqualTo(4503);
            assertThat(stream.server().sides().received(SendMessage.class)).isEmpty();

            stream.happens(history.sent(BOB.uid(), ANA.uid(), StreamServer.uuid(), "meanwhile"));
            serve();
            SocketClient again = stream.connect().hello(token, cursor);
            assertThat(again.next("welcome").path("recovered").asBoolean()).isTrue();
            assertThat(again.nextEvent("message.sent").at("/data/text").asString())
                    .isEqualTo("meanwhile");
            again.close();
        }
    }

    private void start(String... settings) {
        String[] all = new String[settings.length + 1];
        all[0] = "verbatim.gateway.parser.place=remote";
        System.arraycopy(settings, 0, all, 1, settings.length);
        stream = StreamServer.start(history, all);
        bus = stream.server().sides().queryBus();
        Carried.over(bus);
    }

    private void serve() {
        parser = new ServedParser(
                new FrameParser(Bound.bind(GatewayLimits.class, Map.of())),
                bus,
                Bound.bind(ServedParserProperties.class, Map.of()),
                new SimpleMeterRegistry());
        parser.start();
    }

    private static String send(int id, String clientMessageId, String text) {
        return "{'type':'send','id':%d,'conversationId':'%s','clientMessageId':'%s','text':'%s'}"
                .formatted(id, ANA_AND_BOB, clientMessageId, text);
    }
}
