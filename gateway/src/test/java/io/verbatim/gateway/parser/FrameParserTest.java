package io.verbatim.gateway.parser;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.verbatim.api.Handle;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.input.MessageDraft;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.parser.ClientFrame.Auth;
import io.verbatim.gateway.parser.ClientFrame.Hello;
import io.verbatim.gateway.parser.ClientFrame.Ping;
import io.verbatim.gateway.parser.ClientFrame.Receipt;
import io.verbatim.gateway.parser.ClientFrame.Refused;
import io.verbatim.gateway.parser.ClientFrame.RefusedSend;
import io.verbatim.gateway.parser.ClientFrame.Send;
import io.verbatim.gateway.parser.ClientFrame.Typing;
import io.verbatim.gateway.parser.ClientFrame.Watch;
import io.verbatim.gateway.testing.Bound;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameParserTest {
    private static final String CONVERSATION = ANA_AND_BOB.value();
    private static final String UUID_TEXT = UUID.randomUUID().toString();

    private final FrameParser parser = new FrameParser(Bound.bind(GatewayLimits.class, Map.of()));

    @Test
    void shouldReadHello() {
        assertThat(parse("{'type':'hello','token':'t','device':'d','cursor':'c'}"))
                .isEqualTo(new Hello(null, "t", "d", "c"));
        assertThat(parse("{'type':'hello','token':null}")).isEqualTo(new Hello(null, null, null, null));
    }

    @Test
    void shouldReadASend() {
        Send send = (Send) parse(
                "{'type':'send','id':'1','conversationId':'%s','clientMessageId':'%s','text':'é','data':{'a':1.50},'x':1}"
                        .formatted(CONVERSATION, UUID_TEXT));
        assertThat(send.id()).isEqualTo("\"1\"");
        assertThat(send.conversationId()).isEqualTo(ANA_AND_BOB);
        assertThat(send.draft()).isEqualTo(new MessageDraft(UUID_TEXT, "é", "{\"a\":1.50}", List.of(), null, false));
    }

    @Test
    void shouldReadReceipts() {
        assertThat(parse("{'type':'delivered','conversationId':'%s','upTo':3}".formatted(CONVERSATION)))
                .isEqualTo(new Receipt(null, ANA_AND_BOB, false, 3));
        assertThat(parse("{'type':'read','id':5,'conversationId':'%s','upTo':3}".formatted(CONVERSATION)))
                .isEqualTo(new Receipt("5", ANA_AND_BOB, true, 3));
    }

    @Test
    void shouldReadTheRest() {
        assertThat(parse("{'type':'ping'}")).isEqualTo(new Ping(null));
        assertThat(parse("{'type':'auth','id':'a','token':'t'}")).isEqualTo(new Auth("\"a\"", "t"));
        assertThat(parse("{'type':'typing','conversationId':'%s','active':true}".formatted(CONVERSATION)))
                .isEqualTo(new Typing(null, ANA_AND_BOB, true));
        assertThat(parse("{'type':'watch','users':['bob','bob','NOBODY']}"))
                .isEqualTo(new Watch(null, List.of(Handle.of("bob"))));
    }

    @Test
    void shouldGiveAnIdBackAsItIs() {
        byte[] escaped = "{\"type\":\"ping\",\"id\":\"a\\\"b\\u00e9\\n\"}".getBytes(UTF_8);
        assertThat(parser.parse(escaped).id()).isEqualTo("\"a\\\"bé\\n\"");
        assertThat(parse("{'type':'ping','id':-12}").id()).isEqualTo("-12");
        assertThat(parse("{'type':'ping','id':123456789012345678901234567890}").id())
                .isEqualTo("123456789012345678901234567890");
        assertThat(parse("{'type':'ping','id':null}").id()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "{",
                "{'type':'ping'",
                "{'type':'ping'}}",
                "{'type':'ping'} {'type':'ping'}",
                "[]",
                "'ping'",
                "7",
                "null",
                "{}",
                "{'type':null}",
                "{'type':7}",
                "{'type':'pong'}",
                "{'type':'PING'}",
                "{'type':'ping','id':1.5}",
                "{'type':'ping','id':true}",
                "{'type':'ping','id':{}}",
                "{'type':'ping','id':[1]}",
                "{'type':'hello','token':7}",
                "{'type':'hello','cursor':{}}",
                "{'type':'hello','device':[]}",
                "{'type':'auth','token':1}",
                "{'type':'send','conversationId':7}",
                "{'type':'send','conversationId':'C','clientMessageId':7,'text':'t'}",
                "{'type':'send','conversationId':'C','clientMessageId':'U','text':['t']}",
                "{'type':'send','conversationId':'C','clientMessageId':'U','data':'t'}",
                "{'type':'send','conversationId':'C','clientMessageId':'U','text':'t','mentions':'bob'}",
                "{'type':'send','conversationId':'C','clientMessageId':'U','text':'t','mentions':[7]}",
                "{'type':'send','conversationId':'C','clientMessageId':'U','text':'t','replyTo':'1'}",
                "{'type':'send','conversationId':'C','clientMessageId':'U','text':'t','forwarded':1}",
                "{'type':'read','conversationId':'C','upTo':'3'}",
                "{'type':'read','conversationId':'C','upTo':3.5}",
                "{'type':'read','conversationId':'C','upTo':9007199254740992}",
                "{'type':'typing','conversationId':'C','active':'yes'}",
                "{'type':'watch','users':{}}",
                "{'type':'watch','users':[1]}"
            })
    void shouldNotReadWhatIsMalformed(String json) {
        assertMalformed(bytes(json.replace("'C'", "'" + CONVERSATION + "'").replace("'U'", "'" + UUID_TEXT + "'")));
    }

    @Test
    void shouldNotReadWhatIsNestedTooDeeply() {
        String open = "{'a':".repeat(FrameParser.MAX_DEPTH);
        assertMalformed(bytes("{'type':'ping','x':" + open + "1" + "}".repeat(FrameParser.MAX_DEPTH) + "}"));
        assertMalformed(bytes("[".repeat(50_000)));
    }

    @Test
    void shouldNotReadWhatIsNoUtf8() {
        assertMalformed(new byte[] {'{', '"', 't', 'y', 'p', 'e', '"', ':', '"', (byte) 0xFF, '"', '}'});
        byte[] cut = "{\"type\":\"ping\",\"id\":\"é\"}".getBytes(UTF_8);
        cut[cut.length - 3] = '"';
        assertMalformed(cut);
    }

    @Test
    void shouldNotTakeALongId() {
        assertThat(parse("{'type':'ping','id':'" + "x".repeat(FrameParser.MAX_ID) + "'}")
                        .id())
                .hasSize(FrameParser.MAX_ID + 2);
        assertMalformed(bytes("{'type':'ping','id':'" + "x".repeat(FrameParser.MAX_ID + 1) + "'}"));
        assertMalformed(bytes("{'type':'ping','id':" + "9".repeat(1_000) + "}"));
    }

    @Test
    void shouldRefuseWhatBreaksARule() {
        assertRefused(
                "{'type':'send','id':1,'clientMessageId':'%s','text':'t'}".formatted(UUID_TEXT), ProblemName.INVALID);
        assertRefused("{'type':'send','id':1,'conversationId':'elsewhere'}", ProblemName.NOT_FOUND);
        assertRefused("{'type':'send','id':1,'conversationId':'%s'}".formatted(CONVERSATION), ProblemName.INVALID);
        assertRefused(
                "{'type':'read','id':1,'conversationId':'%s','upTo':0}".formatted(CONVERSATION), ProblemName.INVALID);
        assertRefused("{'type':'read','id':1,'conversationId':'%s'}".formatted(CONVERSATION), ProblemName.INVALID);
        assertRefused("{'type':'typing','id':1,'conversationId':'%s'}".formatted(CONVERSATION), ProblemName.INVALID);
        assertRefused("{'type':'auth','id':1}", ProblemName.INVALID);
        String many = IntStream.rangeClosed(0, GatewayLimits.WATCHED)
                .mapToObj(i -> "'u" + i + "'")
                .collect(Collectors.joining(","));
        assertRefused("{'type':'watch','id':1,'users':[" + many + "]}", ProblemName.LIMIT_REACHED);
    }

    @Test
    void shouldSayOfWhichMessageARefusalIs() {
        RefusedSend refused =
                (RefusedSend) parse("{'type':'send','id':1,'conversationId':'%s','clientMessageId':'%s','text':' '}"
                        .formatted(CONVERSATION, UUID_TEXT));
        assertThat(refused.id()).isEqualTo("1");
        assertThat(refused.conversationId().value()).isEqualTo(CONVERSATION);
        assertThat(refused.clientMessageId()).isEqualTo(UUID_TEXT);
        assertThat(refused.problem().errors()).extracting("field").containsExactly("text");
    }

    private void assertRefused(String json, ProblemName name) {
        assertThat(parse(json)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.id()).isEqualTo("1");
            assertThat(refused.problem().name()).isEqualTo(name);
        });
    }

    private void assertMalformed(byte[] frame) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> parser.parse(frame))
                .satisfies(refused -> assertThat(refused.problem().name()).isEqualTo(ProblemName.MALFORMED));
    }

    private ClientFrame parse(String json) {
        return parser.parse(bytes(json));
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }
}
