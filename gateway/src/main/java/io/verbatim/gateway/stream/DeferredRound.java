package io.verbatim.gateway.stream;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindReceiptChanges;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.live.LiveItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What cannot be told from its event alone, and is asked for together.
final class DeferredRound {
    private final List<Item> items = new ArrayList<>();
    private final Set<ConversationId> conversations = new HashSet<>();
    private final Map<ConversationId, Moved> receipts = new LinkedHashMap<>();
    private final long startedNanos = System.nanoTime();
    private long first = Long.MAX_VALUE;
    private long last;
    private int failures;

    /// The conversation is new for this person.
    void created(ConversationId conversation, Uid owner, long position) {
        add(conversation, new Created(conversation, owner, position));
    }

    /// A message that has to wait.
    void message(ConversationId conversation, LiveItem message) {
        add(conversation, new Message(conversation, message));
    }

    /// Watermarks have moved.
    void receipts(ConversationId conversation, ReceiptsRecorded moved, LiveItem item) {
        receipts.computeIfAbsent(conversation, Moved::new)
                .add(moved.members(), item.audience(), item.event().position());
        span(item.event().position());
    }

    boolean isEmpty() {
        return items.isEmpty() && receipts.isEmpty();
    }

    int size() {
        return items.size() + receipts.size();
    }

    /// Whether a message of this conversation has to wait for what stands here.
    boolean delays(ConversationId conversation) {
        return conversations.contains(conversation);
    }

    /// In the order of the log.
    List<Item> items() {
        return items;
    }

    Collection<Moved> receipts() {
        return receipts.values();
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /// Counts one more failure, and says how many there were before.
    int failed() {
        return failures++;
    }

    long ageNanos() {
        return System.nanoTime() - startedNanos;
    }

    private void add(ConversationId conversation, Item item) {
        items.add(item);
        conversations.add(conversation);
        span(item.position());
    }

    private void span(long position) {
        first = Math.min(first, position);
        last = Math.max(last, position);
    }

    /// Something in its place.
    sealed interface Item {
        ConversationId conversation();

        long position();
    }

    /// A conversation that is new for somebody.
    record Created(ConversationId conversation, Uid owner, long position) implements Item {}

    /// A message that waits for what it replies to, or for what stands before it.
    record Message(ConversationId conversation, LiveItem item) implements Item {
        @Override
        public long position() {
            return item.event().position();
        }
    }

    /// Watermarks of one conversation.
    static final class Moved {
        private final ConversationId conversation;
        private final Set<Integer> members = new LinkedHashSet<>();
        private final Set<Uid> audience = new LinkedHashSet<>();
        private long position;

        Moved(ConversationId conversation) {
            this.conversation = conversation;
        }

        void add(List<Integer> more, List<Uid> concerned, long at) {
            members.addAll(more);
            audience.addAll(concerned);
            position = at;
        }

        FindReceiptChanges.Moved query() {
            return new FindReceiptChanges.Moved(conversation, List.copyOf(members));
        }

        Set<Uid> audience() {
            return audience;
        }

        long position() {
            return position;
        }
    }
}
