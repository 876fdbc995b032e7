package io.verbatim.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The checks of a run see what is wrong: two members, and frames as a server might send them.
class TrafficTest {

    private static final int ANA = 0;
    private static final int BOB = 1;

    private final Traffic traffic = new Traffic(Settings.parse("--connections", "2"));
    private ServerSocket server;
    private SocketLoop loop;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
        loop = new SocketLoop(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), traffic);
        Conversation conversation = new Conversation("c1", 10);
        String first = MessageNumbers.first();
        traffic.members().add(new Member(loop.connect("t"), conversation, "bob", first, 120));
        traffic.members().add(new Member(loop.connect("t"), conversation, "ana", first, 120));
        traffic.beginMeasuring();
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
        server.close();
    }

    @Test
    void shouldBeCleanWhenEveryMessageMakesItsRound() {
        send(2); // 0 by ana, 1 by bob

        ack(ANA, 0, 11);
        assertThat(traffic.inFlight()).isEqualTo(2);
        message(BOB, 0, 11);
        assertThat(traffic.inFlight()).isEqualTo(1);
        message(ANA, 1, 12);
        ack(BOB, 1, 12);
        assertThat(traffic.unfinished()).isEqualTo(2);
        delivered(ANA, "bob", 11);
        delivered(BOB, "ana", 12);
        traffic.checkTheEnd();

        assertThat(traffic.tally().told()).isEmpty();
        assertThat(traffic.tally().isClean()).isTrue();
        assertThat(traffic.tally().landed).isEqualTo(2);
        assertThat(traffic.tally().receipted).isEqualTo(2);
        assertThat(traffic.tally().toReceipt.count()).isEqualTo(2);
    }

    @Test
    void shouldTakeOneWatermarkForSeveralMessages() {
        send(4);
        message(BOB, 0, 11);
        message(BOB, 2, 12);

        delivered(ANA, "bob", 12);

        assertThat(traffic.tally().receipted).isEqualTo(2);
    }

    @Test
    void shouldSeeALostMessage() {
        send(2);
        ack(ANA, 0, 11);
        ack(BOB, 1, 12);
        message(ANA, 1, 12);
        delivered(BOB, "ana", 12);

        traffic.checkTheEnd();

        assertThat(traffic.tally().told()).singleElement().asString().contains("1 messages lack");
        assertThat(traffic.tally().isClean()).isFalse();
    }

    @Test
    void shouldSeeAHoleInTheOrder() {
        send(2);
        ack(ANA, 0, 11);
        message(BOB, 0, 11);
        delivered(ANA, "bob", 11);
        ack(BOB, 1, 13);
        message(ANA, 1, 13);
        delivered(BOB, "ana", 13);

        traffic.checkTheEnd();

        assertThat(traffic.tally().told()).singleElement().asString().contains("not dense: c1");
    }

    @Test
    void shouldSeeAWrongOrder() {
        send(4);
        message(BOB, 2, 12);
        message(BOB, 0, 13);

        assertThat(traffic.tally().told()).singleElement().asString().contains("out of order in c1");
    }

    @Test
    void shouldSeeOneSeqForTwoMessages() {
        send(2);
        ack(ANA, 0, 11);
        ack(BOB, 1, 11);

        assertThat(traffic.tally().told()).singleElement().asString().contains("seq 11 twice");
    }

    @Test
    void shouldSeeTwoSeqsForOneMessage() {
        send(1);
        ack(ANA, 0, 11);
        message(BOB, 0, 12);

        assertThat(traffic.tally().told()).singleElement().asString().contains("seq 11 and 12");
    }

    @Test
    void shouldSeeASecondAckAndAFailure() {
        send(1);
        ack(ANA, 0, 11);
        ack(ANA, 0, 11);
        assertThat(traffic.tally().wrong).isEqualTo(1);

        text(ANA, "{'type':'failed','id':'000000000000','problem':{'type':'urn:verbatim:problem:internal'}}");
        assertThat(traffic.tally().failed).isEqualTo(1);
        assertThat(traffic.inFlight()).isZero();
        assertThat(traffic.unfinished()).isZero();
    }

    @Test
    void shouldCountARepeatedEventWithoutBlame() {
        send(1);
        message(BOB, 0, 11);
        message(BOB, 0, 11);

        assertThat(traffic.tally().repeated).isEqualTo(1);
        assertThat(traffic.tally().isClean()).isTrue();
    }

    private void send(int count) {
        traffic.sendDue(loop, new Pace.Window(count));
    }

    private void ack(int to, long number, long seq) {
        text(to, "{'type':'ack','id':'%012d','seq':%d,'version':1}".formatted(number, seq));
    }

    private void message(int to, long number, long seq) {
        text(
                to,
                "{'type':'event','event':'message.sent','data':{'conversationId':'c1','seq':%d,".formatted(seq)
                        + "'clientMessageId':'12345678-1234-4234-8234-%012x'}}".formatted(number));
    }

    private void delivered(int to, String by, long seq) {
        text(
                to,
                "{'type':'event','event':'receipts.changed','data':{'conversationId':'c1','members':["
                        + "{'userId':'%s','deliveredSeq':%d}]}}".formatted(by, seq));
    }

    private void text(int to, String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        traffic.text(loop, loop.connections().get(to), bytes, 0, bytes.length, System.nanoTime());
    }
}
