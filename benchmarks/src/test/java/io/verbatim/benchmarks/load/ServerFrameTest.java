package io.verbatim.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ServerFrameTest {

    private final ServerFrame frame = new ServerFrame();

    @Test
    void shouldReadAnAck() {
        read(
                "{'type':'ack','id':'000000000017','version':9,'messageId':'c1-4','seq':4,'sentAt':'2026-11-24T00:00:00.000Z'}");

        assertThat(frame.kind).isEqualTo(ServerFrame.Kind.ACK);
        assertThat(frame.id).isEqualTo(17);
        assertThat(frame.seq).isEqualTo(4);
    }

    @Test
    void shouldReadAMessageWhateverTheOrderOfItsFields() {
        read(
                "{'data':{'reply':{'seq':1},'clientMessageId':'0f3b6c2a-1111-4222-8333-00000000002a','seq':7,"
                        + "'text':'{\\'seq\\':3}','conversationId':'c1'},'cursor':'abc','event':'message.sent','type':'event'}");

        assertThat(frame.kind).isEqualTo(ServerFrame.Kind.EVENT);
        assertThat(frame.event).isEqualTo(ServerFrame.Event.MESSAGE_SENT);
        assertThat(frame.messageNumber).isEqualTo(42);
        assertThat(frame.seq).isEqualTo(7);
        assertThat(frame.ofConversation).isTrue();
    }

    @Test
    void shouldReadThePeersWatermarkOnly() {
        read("{'type':'event','event':'receipts.changed','data':{'conversationId':'c1','members':["
                + "{'userId':'ana','deliveredSeq':90},{'deliveredSeq':12,'userId':'bob','readSeq':3}]}}");

        assertThat(frame.event).isEqualTo(ServerFrame.Event.RECEIPTS_CHANGED);
        assertThat(frame.peerDelivered).isEqualTo(12);
    }

    @Test
    void shouldIgnoreWhatItDoesNotKnow() {
        read("{'type':'event','event':'typing','data':{'conversationId':'c2','members':7}}");

        assertThat(frame.event).isEqualTo(ServerFrame.Event.OTHER);
        assertThat(frame.ofConversation).isFalse();

        read("{'type':['x'],'new':true}");
        assertThat(frame.kind).isEqualTo(ServerFrame.Kind.OTHER);
    }

    private void read(String json) {
        byte[] bytes = utf8(json.replace('\'', '"').replace("\\\"", "\\\""));
        frame.read(bytes, 0, bytes.length, utf8("c1"), utf8("bob"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
