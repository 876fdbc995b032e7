package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.ANA;
import static io.verbatim.command.log.LogFixture.LOBBY;
import static io.verbatim.command.log.LogFixture.append;
import static io.verbatim.command.log.LogFixture.message;
import static io.verbatim.command.log.LogFixture.published;
import static io.verbatim.command.log.LogFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogEventStoreTest {

    @TempDir
    Path folder;

    @Test
    void shouldAnswerAndStreamWhatWasAppended() throws Exception {
        try (LogEventStore log = LogFixture.open(folder)) {
            var first = append(log, published(LOBBY, 0, message(1, "first")));
            var second = append(log, published(LOBBY, 1, message(2, "second")));

            assertThat(second.await()).isAfterOrEqualTo(first.await());
            assertThat(read(log, null, 2))
                    .extracting(event -> event.trackingToken().position().getAsLong())
                    .containsExactly(1L, 2L);
            assertThat(log.messages().find(LOBBY, ANA, "second").seq()).isEqualTo(2);
            assertThat(log.position()).isEqualTo(2);
        }
        try (LogEventStore log = LogFixture.open(folder)) {
            assertThat(log.readEvents(LOBBY.aggregateId()).asStream()).hasSize(2);
            assertThat(read(log, null, 2)).hasSize(2);
            assertThat(log.messages().find(LOBBY, ANA, "first").seq()).isEqualTo(1);
            append(log, published(LOBBY, 2, message(3))).await();
            assertThat(log.position()).isEqualTo(3);
        }
    }
}
