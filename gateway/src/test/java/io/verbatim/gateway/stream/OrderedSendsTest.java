package io.verbatim.gateway.stream;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.CARLA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RefusalCode;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.RecogniseMessage;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.gateway.auth.AccessTokens;
import io.verbatim.gateway.bus.Commands;
import io.verbatim.gateway.bus.Retry;
import io.verbatim.gateway.bus.RetryProperties;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.Problems;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.send.MessageSender;
import io.verbatim.gateway.testing.Bound;
import io.verbatim.gateway.testing.Eventually;
import io.verbatim.gateway.testing.StreamServer;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.TransparentKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderedSendsTest {
    private static final ConversationId ANA_AND_CARLA = ConversationId.direct(ANA.uid(), CARLA.uid());
    private static final int MOST_IN_FLIGHT = 4;

    private static StreamServer stream;

    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final HeldCommands commands = new HeldCommands();
    private ListedFrames written;
    private Connection connection;
    private OrderedSends sends;

    @BeforeAll
    static void start() {
        stream = StreamServer.start(Histories.talked());
    }

    @AfterAll
    static void stop() {
        stream.close();
    }

    @BeforeEach
    void connect() {
        Connections connections = stream.server().bean(Connections.class);
        written = new ListedFrames(connections.writer(loop));
        String token = stream.server().tokenOf(ANA);
        connection = connections.stream(
                written, stream.server().bean(AccessTokens.class).verify(token), null, List.of());
        Eventually.that(() -> written.has(FrameName.LIVE));
        sends = new OrderedSends(sending(), connection);
    }

    @AfterEach
    void end() {
        sends.close();
        connection.ended();
        loop.shutdown();
    }

    @Test
    void shouldWaitForNoAnswer() {
        submit("1", "2", "3");
        assertThat(commands.attempts()).containsExactly("1", "2", "3");
        assertThat(sends.unanswered()).isEqualTo(3);
        commands.accept(2);
        commands.accept(0);
        commands.accept(1);
        assertThat(sends.unanswered()).isZero();
        awaitAcks("3", "1", "2");
    }

    @Test
    void shouldGoOnOneByOneOnceOneHasToBeRepeated() {
        submit("1", "2");
        commands.refuse(1, RefusalCode.UNAVAILABLE);
        submit("3");
        // while anything is under way nothing overtakes it
        assertThat(commands.attempts()).containsExactly("1", "2");
        commands.refuse(0, RefusalCode.OUTCOME_UNKNOWN);
        Eventually.that(() -> commands.attempts().size() == 3);
        assertThat(commands.attempts().getLast()).isEqualTo("1");
        submit("4");
        assertThat(commands.attempts()).hasSize(3);
        commands.accept(2);
        Eventually.that(() -> commands.attempts().size() == 4);
        commands.accept(3);
        Eventually.that(() -> commands.attempts().size() == 5);
        commands.accept(4);
        Eventually.that(() -> commands.attempts().size() == 6);
        commands.accept(5);
        assertThat(commands.attempts()).endsWith("1", "2", "3", "4");
        awaitAcks("1", "2", "3", "4");
        // nothing waits any more: the line is as before
        submit("5", "6");
        assertThat(commands.attempts()).hasSize(8);
    }

    @Test
    void shouldNotHoldUpOtherConversations() {
        submit("1");
        commands.refuse(0, RefusalCode.UNAVAILABLE);
        submit(ANA_AND_CARLA, "2");
        assertThat(commands.attempts()).contains("2");
    }

    @Test
    void shouldHaveABrokenRepeatWaitForWhatItRepeats() {
        submit("1", "2");
        commands.refuse(1, RefusalCode.UNAVAILABLE);
        broken("9", "2");
        assertThat(commands.attempts()).containsExactly("1", "2");
        commands.accept(0);
        Eventually.that(() -> commands.attempts().size() == 3);
        commands.accept(2);
        Eventually.that(() -> commands.attempts().size() == 4);
        assertThat(commands.attempts()).containsExactly("1", "2", "2", "2");
        commands.accept(3);
        awaitAcks("1", "2", "9");
        assertThat(sends.unanswered()).isZero();
    }

    @Test
    void shouldSayWhatIsWrongWithABrokenMessageThatIsNoRepeat() {
        broken("9", "2");
        commands.refuse(0, RefusalCode.UNAVAILABLE);
        Eventually.that(() -> commands.attempts().size() == 2);
        commands.refuse(1, RefusalCode.NOT_FOUND);
        Eventually.that(() -> written.has(FrameName.FAILED));
        assertThat(new String(written.frames().getLast().body(), UTF_8)).contains("urn:verbatim:problem:invalid");
        assertThat(sends.unanswered()).isZero();
    }

    private void broken(String id, String clientMessageId) {
        sends.submit(
                id,
                connection.principal(),
                new PendingSend.Broken(
                        new RecogniseMessage(ANA_AND_BOB, ANA.uid(), clientMessageId),
                        Problem.invalid("text", "text: blank (expected: not)")));
    }

    @Test
    void shouldHoldTheConnectionUntilHalfIsAnswered() {
        connection.inbox().execute(() -> submit("1", "2", "3", "4"));
        connection.receive("{\"type\":\"ping\",\"id\":7}".getBytes(UTF_8));
        AtomicBoolean past = new AtomicBoolean();
        connection.inbox().execute(() -> past.set(true));
        Eventually.that(past::get);
        commands.accept(0);
        awaitAcks("1");
        assertThat(written.has(FrameName.PONG)).isFalse();
        commands.accept(1);
        Eventually.that(() -> written.has(FrameName.PONG));
    }

    @Test
    void shouldRepeatNothingOnceItIsClosed() {
        submit("1", "2");
        commands.refuse(0, RefusalCode.UNAVAILABLE);
        sends.close();
        commands.refuse(1, RefusalCode.UNAVAILABLE);
        submit("3");
        assertThat(commands.attempts()).containsExactly("1", "2");
        assertThat(written.has(FrameName.ACK)).isFalse();
    }

    private void awaitAcks(String... ids) {
        Eventually.that(() -> acks().size() == ids.length);
        assertThat(acks()).containsExactly(ids);
    }

    private List<String> acks() {
        return written.frames().stream()
                .filter(frame -> frame.name() == FrameName.ACK)
                .map(frame -> new String(frame.body(), UTF_8))
                .map(json -> json.substring("{\"id\":".length(), json.indexOf(',')))
                .toList();
    }

    private void submit(String... ids) {
        submit(ANA_AND_BOB, ids);
    }

    private void submit(ConversationId conversation, String... ids) {
        Stream.of(ids)
                .forEach(id -> sends.submit(
                        id,
                        connection.principal(),
                        new PendingSend.Message(new SendMessage(
                                conversation,
                                ANA.uid(),
                                id,
                                new MessageContent(
                                        TransparentKeys.message(ANA.uid(), id), null, List.of(), null, null)))));
    }

    private Sending sending() {
        RetryProperties waits = new RetryProperties(Duration.ofSeconds(20), Duration.ofMillis(1), Duration.ofMillis(1));
        MessageSender sender = new MessageSender(
                new Commands(commands),
                new Retry(waits),
                new TransparentKeys(),
                stream.server().vault(),
                stream.server().bean(LastTold.class));
        return new Sending(
                sender,
                stream.server().bean(Problems.class),
                waits,
                Bound.bind(StreamProperties.class, Map.of("sends-in-flight", Integer.toString(MOST_IN_FLIGHT))),
                stream.server().bean(StreamClock.class));
    }
}
