package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.ANA;
import static io.verbatim.command.log.LogFixture.LOBBY;
import static io.verbatim.command.log.LogFixture.conversation;
import static io.verbatim.command.log.LogFixture.message;
import static io.verbatim.command.log.LogFixture.messages;
import static io.verbatim.command.log.LogFixture.publish;
import static io.verbatim.command.log.LogFixture.published;
import static io.verbatim.command.log.LogFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.EventMetadata;
import io.verbatim.api.conversation.ConversationId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;

/// What Axon expects of an event store, and what both its own store in memory and the log keep.
interface EventStoreContract {

    EventStore store();

    @Test
    default void shouldReadAnAggregateInOrder() {
        publish(store(), published(LOBBY, 0, message(1)), published(LOBBY, 1, message(2)));
        publish(store(), published(conversation(7), 0, message(1)));
        publish(store(), published(LOBBY, 2, message(3)));

        assertThat(sequences(LOBBY)).containsExactly(0L, 1L, 2L);
        assertThat(sequences(conversation(7))).containsExactly(0L);
    }

    @Test
    default void shouldReadAnAggregateFromANumber() {
        store().publish(messages(LOBBY, 0, 5));

        assertThat(store().readEvents(LOBBY.aggregateId(), 3).asStream())
                .extracting(DomainEventMessage::getSequenceNumber)
                .containsExactly(3L, 4L);
    }

    @Test
    default void shouldReadNothingOfAnUnknownAggregate() {
        var events = store().readEvents(LOBBY.aggregateId());

        assertThat(events.hasNext()).isFalse();
        assertThat(store().lastSequenceNumberFor(LOBBY.aggregateId())).isEmpty();
    }

    @Test
    default void shouldKnowTheLastSequenceNumber() {
        store().publish(messages(LOBBY, 0, 3));

        assertThat(store().lastSequenceNumberFor(LOBBY.aggregateId())).contains(2L);
    }

    @Test
    default void shouldKnowTheLastNumberOfAStreamThatWasRead() {
        store().publish(messages(LOBBY, 0, 3));
        var events = store().readEvents(LOBBY.aggregateId());

        events.forEachRemaining(event -> {});

        assertThat(events.getLastSequenceNumber()).isEqualTo(2);
    }

    @Test
    default void shouldKeepEverythingOfAnEvent() throws Exception {
        DomainEventMessage<?> sent = published(LOBBY, 0, message(1));
        store().publish(sent);

        var read = read(store(), null, 1).getFirst();

        assertThat(read.getIdentifier()).isEqualTo(sent.getIdentifier());
        assertThat(read.getPayload()).isEqualTo(sent.getPayload());
        assertThat(EventMetadata.of(read.getMetaData()).actor()).isEqualTo(ANA.value());
        assertThat(read).isInstanceOfSatisfying(DomainEventMessage.class, domain -> {
            assertThat(domain.getAggregateIdentifier()).isEqualTo(LOBBY.aggregateId());
            assertThat(domain.getType()).isEqualTo("conversation");
            assertThat(domain.getSequenceNumber()).isZero();
        });
    }

    @Test
    default void shouldShowWhatAUnitOfWorkHasPublishedToItself() {
        store().publish(messages(LOBBY, 0, 1));
        DefaultUnitOfWork.startAndGet(null).execute(() -> {
            store().publish(messages(LOBBY, 1, 1));

            assertThat(sequences(LOBBY)).containsExactly(0L, 1L);
            assertThat(store().lastSequenceNumberFor(LOBBY.aggregateId())).contains(1L);
        });
    }

    @Test
    default void shouldDropWhatARolledBackUnitOfWorkHasPublished() {
        var unitOfWork = DefaultUnitOfWork.startAndGet(null);

        assertThatThrownBy(() -> unitOfWork.execute(() -> {
                    store().publish(messages(LOBBY, 0, 1));
                    throw new IllegalStateException("fault");
                }))
                .hasMessage("fault");

        assertThat(sequences(LOBBY)).isEmpty();
    }

    @Test
    default void shouldKeepWhatANestedUnitOfWorkHasPublished() {
        DefaultUnitOfWork.startAndGet(null).execute(() -> {
            store().publish(messages(LOBBY, 0, 1));
            DefaultUnitOfWork.startAndGet(null).execute(() -> store().publish(messages(LOBBY, 1, 1)));
        });

        assertThat(sequences(LOBBY)).containsExactly(0L, 1L);
    }

    @Test
    default void shouldStoreWhatAnInterceptorMadeOfAnEvent() throws Exception {
        store().registerDispatchInterceptor(events -> (index, event) ->
                event.andMetaData(EventMetadata.of(LogFixture.BOB, null).asMap()));
        store().publish(messages(LOBBY, 0, 1));

        var read = read(store(), null, 1).getFirst();

        assertThat(EventMetadata.of(read.getMetaData()).actor()).isEqualTo(LogFixture.BOB.value());
    }

    @Test
    default void shouldStreamEverythingWithoutAToken() throws Exception {
        store().publish(messages(LOBBY, 0, 3));
        store().publish(messages(conversation(7), 0, 2));

        assertThat(read(store(), null, 5))
                .extracting(event -> ((DomainEventMessage<?>) event).getSequenceNumber())
                .containsExactly(0L, 1L, 2L, 0L, 1L);
    }

    @Test
    default void shouldStreamWhatFollowsAToken() throws Exception {
        store().publish(messages(LOBBY, 0, 5));
        var third = read(store(), null, 3).getLast().trackingToken();

        assertThat(read(store(), third, 2))
                .extracting(event -> ((DomainEventMessage<?>) event).getSequenceNumber())
                .containsExactly(3L, 4L);
    }

    @Test
    default void shouldGiveIncreasingTokens() throws Exception {
        store().publish(messages(LOBBY, 0, 5));

        assertThat(read(store(), null, 5))
                .extracting(event -> event.trackingToken().position().orElseThrow())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    default void shouldStreamOnlyNewEventsFromTheHead() throws Exception {
        store().publish(messages(LOBBY, 0, 2));
        var head = store().createHeadToken();
        store().publish(messages(LOBBY, 2, 1));

        assertThat(read(store(), head, 1))
                .extracting(event -> ((DomainEventMessage<?>) event).getSequenceNumber())
                .containsExactly(2L);
    }

    @Test
    default void shouldStreamEverythingFromTheTail() throws Exception {
        store().publish(messages(LOBBY, 0, 2));

        assertThat(read(store(), store().createTailToken(), 2)).hasSize(2);
    }

    @Test
    default void shouldStreamEverythingFromATimeBeforeIt() throws Exception {
        store().publish(messages(LOBBY, 0, 2));

        assertThat(read(store(), store().createTokenAt(Instant.EPOCH), 2)).hasSize(2);
    }

    @Test
    default void shouldSayThatNothingIsThereYet() throws Exception {
        store().publish(messages(LOBBY, 0, 1));
        try (var stream = store().openStream(store().createHeadToken())) {
            assertThat(stream.hasNextAvailable(1, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(stream.peek()).isEmpty();
        }
    }

    @Test
    default void shouldPeekWithoutTaking() throws Exception {
        store().publish(messages(LOBBY, 0, 1));
        try (var stream = store().openStream(null)) {
            assertThat(stream.hasNextAvailable(LogFixture.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            var peeked = stream.peek().orElseThrow();

            assertThat(stream.nextAvailable()).isSameAs(peeked);
        }
    }

    @Test
    default void shouldWakeAReaderThatWaits() throws Exception {
        try (var stream = store().openStream(null)) {
            Thread writer = Thread.ofPlatform().start(() -> store().publish(messages(LOBBY, 0, 1)));

            assertThat(stream.hasNextAvailable(LogFixture.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            writer.join();
        }
    }

    @Test
    default void shouldReadAnAggregateFromItsSnapshotOn() {
        store().publish(messages(LOBBY, 0, 5));
        store().storeSnapshot(new GenericDomainEventMessage<>("conversation", LOBBY.aggregateId(), 3, "four"));

        var events = store().readEvents(LOBBY.aggregateId());

        assertThat(events.next().getPayload()).isEqualTo("four");
        assertThat(events.next().getSequenceNumber()).isEqualTo(4);
        assertThat(events.hasNext()).isFalse();
    }

    @Test
    default void shouldReadTheNewestOfSeveralSnapshots() {
        store().publish(messages(LOBBY, 0, 5));
        store().storeSnapshot(new GenericDomainEventMessage<>("conversation", LOBBY.aggregateId(), 4, "five"));
        store().storeSnapshot(new GenericDomainEventMessage<>("conversation", LOBBY.aggregateId(), 2, "three"));

        assertThat(store().readEvents(LOBBY.aggregateId()).next().getPayload()).isEqualTo("five");
    }

    @Test
    default void shouldStreamNoSnapshots() throws Exception {
        store().publish(messages(LOBBY, 0, 1));
        store().storeSnapshot(new GenericDomainEventMessage<>("conversation", LOBBY.aggregateId(), 0, "one"));
        store().publish(messages(LOBBY, 1, 1));

        assertThat(read(store(), null, 2))
                .extracting(event -> event.getPayloadType().getSimpleName())
                .containsExactly("MessageSent", "MessageSent");
    }

    private List<Long> sequences(ConversationId conversation) {
        return store().readEvents(conversation.aggregateId())
                .asStream()
                .<Long>map(DomainEventMessage::getSequenceNumber)
                .toList();
    }
}
