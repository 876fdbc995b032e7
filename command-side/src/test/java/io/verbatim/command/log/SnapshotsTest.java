package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.LOBBY;
import static io.verbatim.command.log.LogFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {

    @TempDir
    Path folder;

    private LogEventStore log;

    @BeforeEach
    void open() {
        log = LogFixture.open(folder);
        log.publish(messages(LOBBY, 0, 5));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldBeThereAfterARestart() {
        snapshot(3, "four");
        restart();

        DomainEventMessage<?> snapshot = log.readEvents(LOBBY.aggregateId()).next();

        assertThat(snapshot.getPayload()).isEqualTo("four");
        assertThat(snapshot.getType()).isEqualTo("conversation");
        assertThat(snapshot.getAggregateIdentifier()).isEqualTo(LOBBY.aggregateId());
        assertThat(snapshot.getSequenceNumber()).isEqualTo(3);
        assertThat(payloads()).hasSize(2);
    }

    @Test
    void shouldReplaceOlderOnes() {
        snapshot(1, "two");
        snapshot(3, "four");
        restart();
        snapshot(4, "five");
        restart();

        assertThat(payloads()).containsExactly("five");
    }

    @Test
    void shouldNotReplaceNewerOnes() {
        snapshot(4, "five");
        restart();
        snapshot(3, "four");
        restart();

        assertThat(payloads()).containsExactly("five");
    }

    @Test
    void shouldIgnoreWhatTheProgramDoesNotKnow() {
        snapshot(4, "unknown to this program");
        restart();

        assertThat(payloads()).hasSize(5);
    }

    @Test
    void shouldReplaceWhatTheProgramDoesNotKnow() {
        snapshot(4, "unknown to this program");
        restart();
        snapshot(2, "three");
        restart();

        assertThat(payloads()).hasSize(3).startsWith("three");
    }

    @Test
    void shouldBeDroppedByAClosedLog() {
        log.close();
        log.storeSnapshot(new GenericDomainEventMessage<>("conversation", LOBBY.aggregateId(), 4, "five"));
        log = LogFixture.open(folder);

        assertThat(payloads()).hasSize(5);
    }

    private void snapshot(long sequence, String payload) {
        log.storeSnapshot(new GenericDomainEventMessage<>("conversation", LOBBY.aggregateId(), sequence, payload));
    }

    private void restart() {
        log.close();
        log = LogFixture.open(folder);
    }

    private List<Object> payloads() {
        return log.readEvents(LOBBY.aggregateId())
                .asStream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();
    }
}
