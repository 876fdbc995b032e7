package io.verbatim.gateway.stream;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindMessageChanges;
import io.verbatim.api.conversation.FindOwnChanges;
import io.verbatim.api.conversation.FindReceiptChanges;
import io.verbatim.api.conversation.NoticeView;
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
    private final Map<Seq, Changed> messages = new LinkedHashMap<>();
    private final Map<Whose, Own> owns = new LinkedHashMap<>();
    private final List<Noticed> notices = new ArrayList<>();
    private final Attempts attempts = new Attempts();
    private long first = Long.MAX_VALUE;
    private long last;

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
        receipts.computeIfAbsent(conversation, Moved::new).add(moved, item);
        span(item.event().position());
    }

    /// Something was asked of a message.
    void changed(ConversationId conversation, long seq, LiveItem item) {
        messages.computeIfAbsent(new Seq(conversation, seq), first -> new Changed(conversation, seq))
                .add(item);
        span(item.event().position());
    }

    /// Something concerns somebody alone: what it has changed for itself, or that the other of two has left.
    void own(ConversationId conversation, Uid person, long position) {
        owns.computeIfAbsent(new Whose(conversation, person), first -> new Own(conversation, person, position)).last =
                position;
        span(position);
    }

    /// A group or its members are others now.
    void notice(ConversationId conversation, NoticeView notice, LiveItem item) {
        notices.add(new Noticed(conversation, notice, item));
        span(item.event().position());
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        return items.size() + receipts.size() + messages.size() + owns.size() + notices.size();
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

    Collection<Changed> messages() {
        return messages.values();
    }

    Collection<Own> owns() {
        return owns.values();
    }

    /// In the order of the log.
    List<Noticed> notices() {
        return notices;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    Attempts attempts() {
        return attempts;
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

    /// What stands between messages.
    record Noticed(ConversationId conversation, NoticeView notice, LiveItem item) {}

    private record Seq(ConversationId conversation, long seq) {}

    private record Whose(ConversationId conversation, Uid person) {}

    /// What was asked of one message.
    static final class Changed {
        private final ConversationId conversation;
        private final long seq;
        private final List<RecordedEvent> events = new ArrayList<>(1);
        private final Set<Uid> audience = new LinkedHashSet<>();

        Changed(ConversationId conversation, long seq) {
            this.conversation = conversation;
            this.seq = seq;
        }

        void add(LiveItem item) {
            events.add(item.event());
            audience.addAll(item.audience());
        }

        FindMessageChanges.Asked query() {
            return new FindMessageChanges.Asked(conversation, seq, List.copyOf(audience));
        }

        ConversationId conversation() {
            return conversation;
        }

        /// In the order of the log.
        List<RecordedEvent> events() {
            return events;
        }
    }

    /// What concerns somebody alone in one conversation.
    static final class Own {
        private final ConversationId conversation;
        private final Uid person;
        private final long first;
        private long last;

        Own(ConversationId conversation, Uid person, long first) {
            this.conversation = conversation;
            this.person = person;
            this.first = first;
        }

        FindOwnChanges.Asked query() {
            return new FindOwnChanges.Asked(conversation, person, first - 1);
        }

        Uid person() {
            return person;
        }

        long position() {
            return last;
        }
    }

    /// Watermarks of one conversation.
    static final class Moved {
        private final ConversationId conversation;
        private final Set<Integer> members = new LinkedHashSet<>();
        private final Set<Uid> audience = new LinkedHashSet<>();
        private final Set<Uid> former = new LinkedHashSet<>();
        private long first = Long.MAX_VALUE;
        private long position;

        Moved(ConversationId conversation) {
            this.conversation = conversation;
        }

        void add(ReceiptsRecorded moved, LiveItem item) {
            members.addAll(moved.members());
            for (Uid person : item.audience()) {
                (moved.former().contains(person) ? former : audience).add(person);
            }
            position = item.event().position();
            first = Math.min(first, position);
        }

        ConversationId conversation() {
            return conversation;
        }

        FindReceiptChanges.Moved query() {
            return new FindReceiptChanges.Moved(conversation, List.copyOf(members));
        }

        Set<Uid> audience() {
            return audience;
        }

        /// Those who have left: each is told of its own alone.
        Set<Uid> former() {
            return former;
        }

        /// Of the first move.
        long first() {
            return first;
        }

        long position() {
            return position;
        }
    }
}
