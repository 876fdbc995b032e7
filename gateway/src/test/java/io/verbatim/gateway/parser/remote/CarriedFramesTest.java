package io.verbatim.gateway.parser.remote;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Handle;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.input.MessageDraft;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.parser.ClientFrame;
import io.verbatim.gateway.parser.ClientFrame.Auth;
import io.verbatim.gateway.parser.ClientFrame.Hello;
import io.verbatim.gateway.parser.ClientFrame.Ping;
import io.verbatim.gateway.parser.ClientFrame.Receipt;
import io.verbatim.gateway.parser.ClientFrame.Refused;
import io.verbatim.gateway.parser.ClientFrame.RefusedSend;
import io.verbatim.gateway.parser.ClientFrame.Send;
import io.verbatim.gateway.parser.ClientFrame.Typing;
import io.verbatim.gateway.parser.ClientFrame.Watch;
import io.verbatim.gateway.parser.FrameParser;
import io.verbatim.gateway.parser.ParsedFrame;
import io.verbatim.gateway.parser.ParsedFrame.Faulted;
import io.verbatim.gateway.parser.ParsedFrame.Malformed;
import io.verbatim.gateway.parser.ParsedFrame.Read;
import io.verbatim.gateway.testing.Bound;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What gateways and parsers say to each other survives the way between processes, in a form that stays.
class CarriedFramesTest {
    private static final String UUID = "fb76d6a8-f9d9-482f-89eb-dc9db5187aec";
    private static final int COUNTED_BESIDES = 128;

    private final Carried carried = new Carried();
    private final FrameParser parser = new FrameParser(Bound.bind(GatewayLimits.class, Map.of()));

    static List<ClientFrame> frames() {
        Problem problem = Problem.invalid("text", "absent (expected: text or data)");
        return List.of(
                new Hello(null, "token", "phone", "cursor"),
                new Hello("1", null, null, null),
                new Auth("\"a\"", "token"),
                new Send(
                        "7",
                        ANA_AND_BOB,
                        new MessageDraft(UUID, "Hé 😀\n\u0001", "{\"a\":1.50}", List.of(Handle.of("bob")), 3L, true)),
                new Send(null, ANA_AND_BOB, new MessageDraft(UUID, null, "{}", List.of(Handle.EVERYBODY), null, false)),
                new RefusedSend("7", ANA_AND_BOB, UUID, problem),
                new Receipt(null, ANA_AND_BOB, true, (1L << 53) - 1),
                new Receipt("2", ANA_AND_BOB, false, 1),
                new Typing(null, ANA_AND_BOB, true),
                new Watch("\"w\"", List.of(Handle.of("ana"), Handle.of("bob"))),
                new Watch(null, List.of()),
                new Ping("\"\\\"\\ud83d\""),
                new Ping(null),
                new Refused("1", UUID, problem),
                new Refused(null, null, Problem.of(ProblemName.LIMIT_REACHED).withLimit(500)));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void shouldCarryWhatAClientSays(ClientFrame frame) {
        assertThat(crossed(new Read(frame))).isEqualTo(new Read(frame));
    }

    @Test
    void shouldCarryEveryKindOfFrame() {
        assertThat(frames().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(Arrays.stream(ClientFrame.class.getPermittedSubclasses())
                        .collect(Collectors.toSet()));
    }

    @Test
    void shouldCarryEveryProblem() {
        Stream.of(ProblemName.values())
                .map(name -> new Malformed(Problem.of(name, "why").withRetryAfter(3)))
                .forEach(malformed -> assertThat(crossed(malformed)).isEqualTo(malformed));
    }

    @Test
    void shouldTellOfAFaultAlone() {
        assertThat(crossed(new Faulted(new IllegalStateException("it said: secret"))))
                .isInstanceOfSatisfying(
                        Faulted.class, faulted -> assertThat(faulted.fault()).hasMessageNotContaining("secret"));
    }

    @Test
    void shouldCarryBytesAsTheyCame() {
        byte[] anything = new byte[256];
        IntStream.range(0, anything.length).forEach(i -> anything[i] = (byte) i);
        ParseFrames copy = carried.copy(new ParseFrames("ask", 1_000, List.of(anything, new byte[0])));
        assertThat(copy.ask()).isEqualTo("ask");
        assertThat(copy.withinMillis()).isEqualTo(1_000);
        assertThat(copy.frames()).containsExactly(anything, new byte[0]);
    }

    /// Processes of different versions understand each other: a change is one to both forms.
    @Test
    void shouldKeepItsForm() throws IOException {
        assertThat(carried.text(new ParseFrames("ask-1", 1_000, List.of("{}".getBytes(UTF_8)))))
                .isEqualTo(golden("parse-frames.json"));
        List<CarriedFrame> all = Stream.concat(
                        frames().stream().map(Read::new),
                        Stream.of(
                                new Malformed(Problem.of(ProblemName.MALFORMED, "not JSON")),
                                new Faulted(new IllegalStateException())))
                .map(CarriedFrame::of)
                .toList();
        assertThat(carried.text(new FramesParsed("ask-1", all)).replace("},{\"frame", "},\n{\"frame"))
                .isEqualTo(golden("frames-parsed.json"));
    }

    @Test
    void shouldNotSayWhatItContains() {
        List<CarriedFrame> all =
                frames().stream().map(Read::new).map(CarriedFrame::of).toList();
        assertThat(Stream.concat(all.stream(), Stream.of(new FramesParsed("ask", all)))
                        .map(Object::toString))
                .noneMatch(text -> text.contains("token") || text.contains("Hé") || text.contains("cursor"));
        assertThat(new ParseFrames("ask", 1, List.of(new byte[1]))).hasToString("ParseFrames[ask, 1 frames]");
    }

    /// The bound of a batch is one of both messages.
    @Test
    void shouldBeOfABoundedSize() {
        String send =
                "{'type':'send','id':'%s','conversationId':'" + ANA_AND_BOB + "','clientMessageId':'" + UUID + "',%s}";
        String control = "\\u0001".repeat(128);
        String data = IntStream.range(0, 400)
                .mapToObj(i -> "'" + i + "':''")
                .collect(Collectors.joining(",", "'data':{", "}"));
        Stream.of(
                        "{'type':'ping'}",
                        "{'type':'ping','id':'" + control + "'}",
                        "{'type':'hello','token':'" + "\\ud83d".repeat(20_000) + "'}",
                        "{'type':'hello','token':'" + "😀".repeat(20_000) + "'}",
                        "{'type':'hello'}",
                        "{'type':'send'}",
                        "{'type':'send','conversationId':'" + ANA_AND_BOB
                                + "','text':'','data':{'a':'\\ud800'},'mentions':['?'],'replyTo':0,'media':[1]}",
                        send.formatted("1", "'text':'" + "\\n".repeat(8_000) + "'"),
                        send.formatted(control, "'text':'" + "\\u0001".repeat(8_000) + "'"),
                        send.formatted("1", data),
                        send.formatted("1", "'text':'Hi','mentions':['" + "?".repeat(100_000) + "']"),
                        "{'type':'watch','users':["
                                + IntStream.range(0, 500)
                                        .mapToObj(i -> "'" + i + "'")
                                        .collect(Collectors.joining(","))
                                + "]}",
                        "{")
                .map(frame -> frame.replace('\'', '"').getBytes(UTF_8))
                .forEach(frame -> {
                    int counted = frame.length + COUNTED_BESIDES;
                    assertThat(carried.bytes(List.of(frame))).hasSizeLessThanOrEqualTo(counted * 4 / 3);
                    assertThat(carried.bytes(CarriedFrame.of(parser.read(frame))))
                            .hasSizeLessThanOrEqualTo(counted * 3);
                });
    }

    private ParsedFrame crossed(ParsedFrame frame) {
        FramesParsed copy = carried.copy(new FramesParsed("ask", List.of(CarriedFrame.of(frame))));
        assertThat(copy.ask()).isEqualTo("ask");
        return copy.frames().getFirst().parsed();
    }

    private String golden(String name) throws IOException {
        try (InputStream golden = getClass().getResourceAsStream(name)) {
            return new String(golden.readAllBytes(), UTF_8).strip();
        }
    }
}
