package io.verbatim.gateway.parser;

import static io.verbatim.gateway.parser.PingingClient.ping;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.testing.Bound;
import io.verbatim.gateway.testing.Eventually;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final int PING = ping(0).length + 128;

    private final AtomicLong queued = new AtomicLong();
    private final ParserLane lane = new LocalLane(
            "lane",
            new FrameParser(Bound.bind(GatewayLimits.class, Map.of())),
            new ParserMeters(new SimpleMeterRegistry(), queued),
            queued,
            10L * PING);
    private final PingingClient client = new PingingClient();

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void shouldHandleInOrderWithTasksBetween() {
        Inbox inbox = inbox(100);
        inbox.offer(ping(1));
        inbox.execute(() -> client.said.add("task"));
        inbox.offer(ping(2));
        lane.start();
        client.awaits("1", "task", "2");
        assertThat(queued).hasValue(0);
    }

    @Test
    void shouldReadOnOnceHalfIsDone() {
        Inbox inbox = inbox(4);
        assertThat(IntStream.range(0, 3).allMatch(i -> inbox.offer(ping(i)))).isTrue();
        // it is taken, and is the last before the client is read no more
        assertThat(inbox.offer(ping(3))).isFalse();
        lane.start();
        client.awaits("0", "1", "read on", "2", "3");
        assertThat(inbox.offer(ping(4))).isTrue();
    }

    @Test
    void shouldReadNobodyOnWhoHasSomethingWaitingWhenTooMuchWaitsInAll() {
        Inbox inbox = inbox(100);
        assertThat(IntStream.range(0, 10).allMatch(i -> inbox.offer(ping(i % 10))))
                .isTrue();
        PingingClient late = new PingingClient();
        Inbox other = new Inbox(lane, late, 100 * PING);
        assertThat(other.offer(ping(0))).isFalse();
        lane.start();
        late.awaits("0", "read on");
        Eventually.that(() -> queued.get() == 0);
        assertThat(client.said).doesNotContain("read on");
    }

    @Test
    void shouldKeepFramesAndRunTasksWhileItIsHeld() {
        Inbox inbox = inbox(100);
        client.during = frame -> {
            if (frame.equals("1")) {
                inbox.hold();
            }
        };
        IntStream.rangeClosed(1, 3).forEach(i -> inbox.offer(ping(i)));
        inbox.execute(() -> client.said.add("task"));
        lane.start();
        client.awaits("1", "task");
        assertThat(queued).hasValue(2L * PING);
        inbox.release();
        inbox.offer(ping(4));
        inbox.kick();
        client.awaits("1", "task", "2", "3", "4");
    }

    @Test
    void shouldHoldAgainInTheMiddleOfWhatWaited() {
        Inbox inbox = inbox(100);
        client.during = frame -> {
            if (!frame.equals("3")) {
                inbox.hold();
            }
        };
        IntStream.rangeClosed(1, 3).forEach(i -> inbox.offer(ping(i)));
        lane.start();
        client.awaits("1");
        inbox.release();
        client.awaits("1", "2");
        inbox.release();
        client.awaits("1", "2", "3");
    }

    @Test
    void shouldLetGoOfWhatWaitsWhenItsConnectionEnds() {
        Inbox inbox = inbox(100);
        inbox.execute(inbox::hold);
        inbox.offer(ping(1));
        lane.start();
        Eventually.that(() -> queued.get() == PING);
        inbox.end();
        inbox.execute(inbox::hold);
        inbox.offer(ping(2));
        inbox.execute(() -> client.said.add("task"));
        client.awaits("task");
        assertThat(queued).hasValue(0);
    }

    @Test
    void shouldTellWhatCannotBeRead() {
        Inbox inbox = inbox(100);
        inbox.offer("{".getBytes(UTF_8));
        inbox.offer(ping(1));
        lane.start();
        client.awaits("malformed", "1");
    }

    @Test
    void shouldSurviveAnError() {
        Inbox inbox = inbox(100);
        client.during = frame -> {
            if (frame.equals("1")) {
                throw new StackOverflowError("planted");
            }
        };
        inbox.offer(ping(1));
        inbox.offer(ping(2));
        inbox.execute(() -> {
            throw new LinkageError("planted");
        });
        PingingClient other = new PingingClient();
        new Inbox(lane, other, 100 * PING).offer(ping(3));
        lane.start();
        client.awaits("1", "StackOverflowError", "2", "LinkageError");
        other.awaits("3");
        assertThat(queued).hasValue(0);
    }

    private Inbox inbox(int frames) {
        return new Inbox(lane, client, frames * PING);
    }
}
