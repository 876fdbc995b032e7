package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.ANA;
import static io.verbatim.command.log.LogFixture.LOBBY;
import static io.verbatim.command.log.LogFixture.append;
import static io.verbatim.command.log.LogFixture.message;
import static io.verbatim.command.log.LogFixture.messages;
import static io.verbatim.command.log.LogFixture.published;
import static io.verbatim.command.log.LogFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.live.LogEpoch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogBackupTest {

    @TempDir
    Path folder;

    private LogEventStore log;
    private Path copy;

    @BeforeEach
    void open() {
        log = LogFixture.open(folder.resolve("log"));
        copy = folder.resolve("copy");
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldCopyEverythingThatIsDurable() throws Exception {
        log.publish(messages(LOBBY, 0, 10));

        log.checkpoint(copy);

        assertThat(log.name()).isEqualTo("log");
        try (LogEventStore restored = LogFixture.open(copy)) {
            assertThat(read(restored, null, 10)).hasSize(10);
            append(restored, published(LOBBY, 10, message(11))).await();
        }
        assertThat(log.position()).isEqualTo(10);
    }

    @Test
    void shouldCopyWhileOthersAppend() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Thread appending = Thread.ofPlatform().start(() -> {
            for (int sequence = 0; !enough.get(); sequence++) {
                append(log, published(LOBBY, sequence, message(sequence + 1, "message-" + sequence)));
            }
        });
        read(log, null, 100);
        long before = log.position();
        log.checkpoint(copy);
        enough.set(true);
        appending.join();

        try (LogEventStore restored = LogFixture.open(copy)) {
            long last = restored.position();
            assertThat(last).isGreaterThanOrEqualTo(before);
            assertThat(read(restored, null, (int) last)).hasSize((int) last);
            assertThat(restored.lastSequenceNumberFor(LOBBY.aggregateId())).contains(last - 1);
            assertThat(restored.messages()
                            .find(LOBBY, ANA, "message-" + (last - 1))
                            .seq())
                    .isEqualTo(last);
        }
    }

    @Test
    void shouldRefuseToCopyOverSomething() throws Exception {
        Files.createDirectory(copy);

        assertThatThrownBy(() -> log.checkpoint(copy)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldRefuseALogThatALaterVersionHasWritten() {
        log.close();
        LogStore store = new LogStore(folder.resolve("log"), 1 << 20);
        store.open();
        store.write(LogFamily.META, "format".getBytes(StandardCharsets.UTF_8), new byte[] {0, 0, 0, 2});
        store.close();

        assertThatThrownBy(() -> LogFixture.open(folder.resolve("log")))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("format 2 (expected: 1;");
    }

    @Test
    void shouldKeepItsEpochOverARestart() {
        LogEpoch epoch = log.epoch();
        log.close();
        log = LogFixture.open(folder.resolve("log"));

        assertThat(log.epoch()).isEqualTo(epoch);
        assertThat(epoch.restored()).isFalse();
    }

    @Test
    void shouldHaveANewEpochAfterARestore() throws Exception {
        LogEpoch before = log.epoch();
        log.checkpoint(copy);
        LogEpochs.renew(copy);

        LogEpoch renewed;
        try (LogEventStore restored = LogFixture.open(copy)) {
            renewed = restored.epoch();
        }
        assertThat(renewed.value()).isNotEqualTo(before.value());
        assertThat(renewed.restored()).isTrue();
        try (LogEventStore again = LogFixture.open(copy)) {
            assertThat(again.epoch()).isEqualTo(renewed);
        }
    }
}
