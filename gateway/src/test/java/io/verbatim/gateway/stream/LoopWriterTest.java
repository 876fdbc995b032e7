package io.verbatim.gateway.stream;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.verbatim.gateway.auth.AccessTokens;
import io.verbatim.gateway.testing.Eventually;
import io.verbatim.gateway.testing.StreamServer;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.People.Person;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LoopWriterTest {
    private static StreamServer stream;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Connections connections = stream.server().bean(Connections.class);
    private final LoopWriter writer = connections.writer(tasks::add);

    @BeforeAll
    static void start() {
        stream = StreamServer.start(Histories.talked());
    }

    @AfterAll
    static void stop() {
        stream.close();
    }

    @Test
    void shouldWakeItsLoopOnceForAllThatWasAdded() {
        writer.kick();
        writer.kick();
        assertThat(tasks).hasSize(1);
        runAll();
        writer.kick();
        assertThat(tasks).hasSize(1);
    }

    @Test
    void shouldWriteTheOthersWhenOneCannotBeWritten() {
        ListedFrames one = new ListedFrames(writer);
        ListedFrames other = new ListedFrames(writer);
        Connection broken = open(one, ANA);
        Connection whole = open(other, BOB);
        one.breakDown();
        broken.answer(ServerFrames.pong("1"));
        whole.answer(ServerFrames.pong("2"));
        assertThatCode(this::runAll).doesNotThrowAnyException();

        assertThat(other.has(FrameName.PONG)).isTrue();
        assertThat(broken.closing()).isEqualTo(Closing.FAULT);
        assertThat(whole.closing()).isNull();
        broken.ended();
        whole.ended();
    }

    private Connection open(ListedFrames transport, Person person) {
        String token = stream.server().tokenOf(person);
        Connection connection = connections.stream(
                transport, stream.server().bean(AccessTokens.class).verify(token), null, List.of());
        Eventually.that(() -> {
            runAll();
            return transport.has(FrameName.LIVE);
        });
        return connection;
    }

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
