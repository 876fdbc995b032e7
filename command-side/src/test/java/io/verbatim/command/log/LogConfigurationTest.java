package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.LOBBY;
import static io.verbatim.command.log.LogFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.api.backup.Checkpointed;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.api.live.SyncedEvents;
import io.verbatim.command.conversation.Messages;
import java.nio.file.Path;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LogConfigurationTest {

    @TempDir
    Path folder;

    private ApplicationContextRunner application;

    @BeforeEach
    void configure() {
        application = new ApplicationContextRunner()
                .withUserConfiguration(LogConfiguration.class)
                .withPropertyValues("verbatim.log.folder=" + folder.resolve("log"))
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(SnapshotPayloads.class, TextSnapshots::new);
    }

    @Test
    void shouldGiveTheLogUnderAllItsPorts() {
        application.run(context -> {
            assertThat(context).hasSingleBean(Messages.class).hasSingleBean(LogEpoch.class);
            EventStore log = context.getBean(EventStore.class);
            assertThat(context.getBean(Appends.class))
                    .isSameAs(log)
                    .isSameAs(context.getBean(SyncedEvents.class))
                    .isSameAs(context.getBean(Checkpointed.class));
        });
    }

    @Test
    void shouldCloseTheLogWithTheApplication() {
        application.run(context -> context.getBean(EventStore.class).publish(messages(LOBBY, 0, 1)));

        application.run(context ->
                assertThat(context.getBean(SyncedEvents.class).position()).isEqualTo(1));
    }

    @Test
    void shouldMeasure() {
        application.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            context.getBean(EventStore.class).publish(messages(LOBBY, 0, 3));

            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters.get(LogMeters.SYNC).timer().count()).isEqualTo(1);
            assertThat(meters.get(LogMeters.BATCH).summary().totalAmount()).isEqualTo(3);
            assertThat(meters.get(LogMeters.QUEUED).gauge().value()).isZero();
            assertThat(meters.get(LogMeters.POSITION).gauge().value()).isEqualTo(3);
            assertThat(meters.get(LogMeters.GENERATION).gauge().value()).isEqualTo(1);
        });
    }

    @Test
    void shouldNotReadTheStoreForWhatAppendsNothing() {
        application.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            LogEventStore log = context.getBean(LogEventStore.class);
            log.publish(messages(LOBBY, 0, 3));
            FunctionCounter reads =
                    context.getBean(MeterRegistry.class).get(LogMeters.READS).functionCounter();
            double before = reads.count();
            for (int refusal = 0; refusal < 1_000; refusal++) {
                assertThat(LogFixture.appendNothing(log)).isDone();
            }

            assertThat(reads.count()).isEqualTo(before);
            log.readEvents(LOBBY.aggregateId()).hasNext();
            assertThat(reads.count()).isGreaterThan(before);
        });
    }

    @Test
    void shouldTakeATestsGate() {
        HeldSync gate = new HeldSync();
        application.withBean(SyncGate.class, () -> gate).run(context -> {
            context.getBean(EventStore.class).publish(messages(LOBBY, 0, 1));

            assertThat(gate.passed()).isEqualTo(1);
        });
    }
}
