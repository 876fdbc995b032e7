package io.verbatim.benchmarks.search;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Event;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.live.SyncedEvents;
import io.verbatim.api.vault.Sealed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/// A log that is made while it is read: pairs of people who say words to each other, pair after pair. One person is in
/// every tenth pair.
///
/// @param pairs how many
/// @param end its last position
record SaidLog(int pairs, long end) implements StreamableMessageSource<TrackedEventMessage<?>>, SyncedEvents {

    static final Uid BUSY = Uid.of("0000000000000000");

    private static final int WORDS = 20;
    private static final int VOCABULARY = 50_000;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Reading(token == null ? 0 : token.position().orElse(0));
    }

    @Override
    public long subscribe(Listener listener) {
        return end;
    }

    @Override
    public void unsubscribe(Listener listener) {}

    @Override
    public long position() {
        return end;
    }

    /// Somebody who says something.
    Uid person(int pair) {
        return Uid.of("1%015d".formatted(pair));
    }

    /// A word: the first are said far more often than the last.
    static String word(SplittableRandom random) {
        return "w" + Integer.toString((int) Math.pow(VOCABULARY, random.nextDouble()), Character.MAX_RADIX);
    }

    private TrackedEventMessage<?> event(long position) {
        int pair = (int) ((position - 1) % pairs);
        long sequence = (position - 1) / pairs;
        Uid one = person(pair);
        Uid other = pair % 10 == 0 ? BUSY : Uid.of("2%015d".formatted(pair));
        ConversationId id = ConversationId.direct(one, other);
        Event event = sequence < 2
                ? new DirectConversationOpened((int) sequence + 1, id.pair())
                : sent(position, sequence, id);
        MetaData metadata =
                MetaData.from(EventMetadata.of(one, DeviceId.of("phone")).asMap());
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(position),
                "conversation",
                id.aggregateId(),
                sequence,
                new GenericEventMessage<Event>(event, metadata),
                () -> BEGIN.plusMillis(position));
    }

    private static MessageSent sent(long position, long sequence, ConversationId id) {
        SplittableRandom random = new SplittableRandom(position);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            text.append(word(random)).append(' ');
        }
        Sealed sealed = new Sealed("m1", new byte[12], text.toString().getBytes(StandardCharsets.UTF_8));
        int member = 1 + (int) (sequence % 2);
        return new MessageSent(
                sequence - 1,
                member,
                id.pair().get(member - 1),
                new UUID(0, position).toString(),
                MessageContent.text(sealed));
    }

    private final class Reading implements BlockingStream<TrackedEventMessage<?>> {

        private long position;

        Reading(long position) {
            this.position = position;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return position < end ? Optional.of(event(position + 1)) : Optional.empty();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (position == end) {
                unit.sleep(timeout);
            }
            return position < end;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            position++;
            return event(position);
        }

        @Override
        public void close() {}
    }
}
