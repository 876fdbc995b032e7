package io.verbatim.gateway.http.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.wire.Replies;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The messages that those of a page reply to, as they now stand: from the page itself, else asked for one by one.
final class Quoted {
    private static final int AT_ONCE = 8;

    private final Replies replies;
    private final Blocking blocking;

    Quoted(Replies replies, Blocking blocking) {
        this.replies = replies;
        this.blocking = blocking;
    }

    /// The page, and what its messages reply to as far as the reader may see it. To be called, and goes on, where
    /// answers are rendered.
    Mono<Map<Place, MessageView>> with(Uid reader, Map<Place, MessageView> page, AtLeast atLeast) {
        Set<Place> missing = new LinkedHashSet<>();
        page.forEach((place, message) -> {
            Place answered = place.answeredBy(message);
            if (answered != null && !page.containsKey(answered)) {
                missing.add(answered);
            }
        });
        Map<Place, MessageView> all = new LinkedHashMap<>(page);
        return Flux.fromIterable(missing)
                .flatMap(place -> find(reader, place, atLeast), AT_ONCE)
                .collect(() -> all, (found, more) -> found.put(more.getKey(), more.getValue()));
    }

    private Mono<Map.Entry<Place, MessageView>> find(Uid reader, Place place, AtLeast atLeast) {
        return blocking.ask(() -> replies.find(reader, place.conversation, place.seq, atLeast))
                .mapNotNull(
                        found -> found.map(message -> Map.entry(place, message)).orElse(null));
    }

    /// A message's place.
    record Place(ConversationId conversation, long seq) {
        static Place of(ConversationId conversation, MessageView message) {
            return new Place(conversation, message.seq());
        }

        /// The place of what the message here replies to.
        @Nullable
        Place answeredBy(MessageView message) {
            Long replyTo = message.content().replyTo();
            return replyTo == null ? null : new Place(conversation, replyTo);
        }
    }
}
