package io.verbatim.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboundTest {
    private final Outbound outbound = new Outbound();
    private final List<Frame> written = new ArrayList<>();

    @Test
    void shouldHandOutInOrder() {
        List<Frame> frames =
                IntStream.range(0, 100).mapToObj(OutboundTest::frame).toList();
        frames.forEach(outbound::add);
        assertThat(outbound.size()).isEqualTo(100);
        assertThat(outbound.bytes())
                .isEqualTo(frames.stream().mapToInt(Frame::size).sum());

        assertThat(outbound.drain(written::add, Integer.MAX_VALUE)).isFalse();
        assertThat(written).isEqualTo(frames);
        assertThat(outbound.isEmpty()).isTrue();
        assertThat(outbound.size()).isZero();
    }

    @Test
    void shouldStopOnceTheBudgetIsReached() {
        IntStream.range(0, 5).mapToObj(OutboundTest::frame).forEach(outbound::add);
        int one = frame(0).size();

        assertThat(outbound.drain(written::add, one + 1)).isTrue();
        assertThat(written).hasSize(2);
        assertThat(outbound.bytes()).isEqualTo(3 * one);
        assertThat(outbound.drain(written::add, 0)).isTrue();
        assertThat(written).hasSize(2);
        assertThat(outbound.drain(written::add, 3 * one)).isFalse();
        assertThat(written).hasSize(5);
    }

    @Test
    void shouldForgetWhatWaits() {
        outbound.add(frame(1));
        outbound.clear();
        assertThat(outbound.isEmpty()).isTrue();
        assertThat(outbound.drain(written::add, 1_000)).isFalse();
        outbound.add(frame(2));
        assertThat(outbound.bytes()).isEqualTo(frame(2).size());
        assertThat(outbound.drain(written::add, 1_000)).isFalse();
        assertThat(written).hasSize(1);
    }

    private static Frame frame(int number) {
        return new Frame(FrameName.PONG, new byte[] {(byte) number}, null);
    }

    @Test
    void shouldSendTheLastOfATopicInThePlaceOfTheFirst() {
        outbound.add(typing("one", "a"));
        outbound.add(message("b"));
        outbound.add(typing("two", "c"));
        outbound.add(typing("one", "instead of a"));

        assertThat(outbound.size()).isEqualTo(3);
        assertThat(drained()).containsExactly("instead of a", "b", "c");
        assertThat(outbound.bytes()).isZero();
        outbound.add(typing("one", "again"));
        assertThat(drained()).containsExactly("again");
    }

    @Test
    void shouldNeverReplaceMessages() {
        outbound.add(message("a"));
        outbound.add(message("a"));
        assertThat(drained()).containsExactly("a", "a");
    }

    @Test
    void shouldDropTypingWhenTooMuchOfItWaits() {
        for (int i = 0; i < Outbound.MOST_PASSING + 10; i++) {
            outbound.add(typing("topic " + i, "x"));
        }
        assertThat(outbound.size()).isEqualTo(Outbound.MOST_PASSING);
        outbound.add(message("b"));
        outbound.add(typing("topic 0", "still the last"));
        assertThat(drained())
                .hasSize(Outbound.MOST_PASSING + 1)
                .startsWith("still the last")
                .endsWith("b");
    }

    private List<String> drained() {
        List<String> drained = new ArrayList<>();
        assertThat(outbound.drain(
                        frame -> drained.add(new String(frame.body(), StandardCharsets.UTF_8)), Integer.MAX_VALUE))
                .isFalse();
        return drained;
    }

    private static Frame typing(String topic, String body) {
        return Frame.passing(FrameName.TYPING, body.getBytes(StandardCharsets.UTF_8), topic);
    }

    private static Frame message(String body) {
        return new Frame(FrameName.MESSAGE_SENT, body.getBytes(StandardCharsets.UTF_8), null);
    }
}
