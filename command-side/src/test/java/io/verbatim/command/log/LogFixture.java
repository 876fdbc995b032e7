package io.verbatim.command.log;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.api.Event;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.vault.Sealed;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/// Events to append, and a log to append them to.
final class LogFixture {

    static final Uid ANA = Uid.of("0000000000000ana");
    static final Uid BOB = Uid.of("0000000000000bob");
    static final ConversationId LOBBY = ConversationId.direct(ANA, BOB);
    static final int PATIENCE_SECONDS = 20;

    private LogFixture() {}

    static LogEventStore open(Path folder) {
        return open(folder, SyncGate.OPEN);
    }

    static LogEventStore open(Path folder, SyncGate gate) {
        return open(properties(folder).build(), gate);
    }

    /// The defaults, but the log is reopened quickly.
    static LogPropertiesBuilder properties(Path folder) {
        return new LogPropertiesBuilder(folder);
    }

    static LogEventStore open(LogProperties properties, SyncGate gate) {
        return LogEventStore.open(properties, new TextSnapshots(), Clock.systemUTC(), gate, new SimpleMeterRegistry());
    }

    static ConversationId conversation(int number) {
        return ConversationId.direct(ANA, Uid.of("%016d".formatted(number)));
    }

    static MessageSent message(long seq, String clientMessageId) {
        return new MessageSent(
                seq, 1, ANA, clientMessageId, MessageContent.text(new Sealed("key", new byte[12], new byte[120])));
    }

    static MessageSent message(long seq) {
        return message(seq, UUID.randomUUID().toString());
    }

    /// An event as an aggregate publishes it.
    static DomainEventMessage<?> published(ConversationId conversation, long sequence, Event event) {
        return new GenericDomainEventMessage<>(
                "conversation", conversation.aggregateId(), sequence, event, metadata(ANA));
    }

    static Map<String, String> metadata(Uid actor) {
        return EventMetadata.of(actor, null).asMap();
    }

    /// A conversation's messages from one sequence number on.
    static List<DomainEventMessage<?>> messages(ConversationId conversation, long first, int count) {
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        for (long sequence = first; sequence < first + count; sequence++) {
            messages.add(published(conversation, sequence, message(sequence + 1)));
        }
        return messages;
    }

    /// Publishes in a unit of work, as a lane does, and returns it when it has ended.
    static UnitOfWork<?> publish(EventStore store, DomainEventMessage<?>... events) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        unitOfWork.execute(() -> store.publish(Arrays.asList(events)));
        return unitOfWork;
    }

    /// Publishes in a unit of work, and leaves what its answer would wait for.
    static Outcome append(LogEventStore log, DomainEventMessage<?>... events) {
        return Outcome.of(log.of(publish(log, events)));
    }

    /// What a unit of work without events would wait for.
    static Outcome appendNothing(LogEventStore log) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        unitOfWork.execute(() -> {});
        return Outcome.of(log.of(unitOfWork));
    }

    static List<TrackedEventMessage<?>> read(EventStore store, TrackingToken token, int count) throws Exception {
        List<TrackedEventMessage<?>> events = new ArrayList<>();
        try (BlockingStream<TrackedEventMessage<?>> stream = store.openStream(token)) {
            while (events.size() < count && stream.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                events.add(stream.nextAvailable());
            }
        }
        return events;
    }

    /// What has become of an append.
    static final class Outcome extends CompletableFuture<Instant> implements PendingAppend.Waiter {

        private volatile String thread = "";

        static Outcome of(PendingAppend append) {
            Outcome outcome = new Outcome();
            append.whenKnown(outcome);
            return outcome;
        }

        @Override
        public void synced(Instant at) {
            thread = Thread.currentThread().getName();
            complete(at);
        }

        @Override
        public void unknown(Throwable cause) {
            thread = Thread.currentThread().getName();
            completeExceptionally(cause);
        }

        boolean isCompletedNormally() {
            return isDone() && !isCompletedExceptionally();
        }

        String thread() {
            return thread;
        }

        Instant await() throws Exception {
            return get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
