package io.verbatim.gateway.stream;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.gateway.wire.Replies;
import io.verbatim.gateway.wire.WireMapper;
import io.verbatim.gateway.wire.WireMessage;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What some messages reply to, as it now stands.
final class Quotes {
    private static final Quotes NONE = new Quotes(Map.of());

    private final Map<Place, MessageView> found;

    private Quotes(Map<Place, MessageView> found) {
        this.found = found;
    }

    /// Asks for what stands at these places, as far as their readers may see it.
    static CompletableFuture<Quotes> find(Replies replies, Collection<Place> places, AtLeast atLeast) {
        if (places.isEmpty()) {
            return CompletableFuture.completedFuture(NONE);
        }
        Map<Place, MessageView> found = new ConcurrentHashMap<>();
        CompletableFuture<?>[] answers = new LinkedHashSet<>(places)
                .stream()
                        .map(place -> replies.find(place.reader(), place.conversation(), place.seq(), atLeast)
                                .thenAccept(view -> view.ifPresent(message -> found.put(place, message)))
                                .toCompletableFuture())
                        .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(answers).thenApply(all -> new Quotes(found));
    }

    /// What stands at a place, if its reader may see it.
    @Nullable
    MessageView get(@Nullable Place place) {
        return place == null ? null : found.get(place);
    }

    /// The message with what it replies to.
    ///
    /// @param place of what it replies to; null: it replies to nothing
    WireMessage in(WireMessage message, @Nullable Place place, WireMapper wire) {
        MessageView view = get(place);
        return view == null ? message : message.withReply(wire.reply(view));
    }

    /// A message for a reader.
    record Place(Uid reader, ConversationId conversation, long seq) {
        /// The place of what a message replies to, or null.
        static @Nullable Place of(Uid reader, ConversationId conversation, @Nullable Long replyTo) {
            return replyTo == null ? null : new Place(reader, conversation, replyTo);
        }
    }
}
