package io.verbatim.gateway.stream;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Large groups whose watermarks have moved: their authors are told how many have their messages, a group at most once
/// at a time and once in each interval. Guarded by the feed.
final class CountedGroups {
    private final Map<ConversationId, Waiting> groups = new HashMap<>();

    /// Watermarks have moved.
    ///
    /// @return whether the group was at rest: its turn is now
    boolean moved(Telling.Counted counted) {
        Waiting waiting = groups.get(counted.conversation());
        boolean atRest = waiting == null;
        if (waiting == null) {
            waiting = new Waiting(counted.conversation());
            groups.put(counted.conversation(), waiting);
        }
        waiting.add(counted.audience(), counted.first(), counted.position());
        return atRest;
    }

    /// A group's turn: what is to be counted; null if nothing has moved since its last, and then it is at rest.
    @Nullable
    Due begin(ConversationId group) {
        Waiting waiting = groups.get(group);
        if (waiting == null || waiting.running != null) {
            return null;
        }
        if (waiting.audience.isEmpty()) {
            groups.remove(group);
            return null;
        }
        return waiting.begin();
    }

    /// A turn is over: another one must follow, at which there may be nothing to do.
    ///
    /// @return false if what was counted was dropped meanwhile
    boolean end(Due due) {
        Waiting waiting = groups.get(due.group());
        if (waiting == null || !due.equals(waiting.running)) {
            return false;
        }
        waiting.running = null;
        return !due.equals(waiting.dropped);
    }

    /// Drops everything: it will be asked for otherwise. Turns that are to come still come.
    void clear() {
        groups.values().forEach(Waiting::clear);
    }

    /// The first position of which authors do not know; [Long#MAX_VALUE] if there is none.
    long first() {
        long first = Long.MAX_VALUE;
        for (Waiting waiting : groups.values()) {
            first = Math.min(first, waiting.first());
        }
        return first;
    }

    /// What is to be counted.
    ///
    /// @param authors whose messages
    /// @param first of the first event by which a watermark has moved
    /// @param last of the last one
    record Due(ConversationId group, Set<Uid> authors, long first, long last, Attempts attempts) {}

    /// What waits for one group's turn.
    private static final class Waiting {
        private final ConversationId group;
        private final Set<Uid> audience = new LinkedHashSet<>();
        private long first = Long.MAX_VALUE;
        private long last;
        private @Nullable Due running;

        /// What was running when everything was dropped.
        private @Nullable Due dropped;

        Waiting(ConversationId group) {
            this.group = group;
        }

        void add(Collection<Uid> people, long from, long to) {
            audience.addAll(people);
            first = Math.min(first, from);
            last = Math.max(last, to);
        }

        Due begin() {
            Due due = new Due(group, Set.copyOf(audience), first, last, new Attempts());
            audience.clear();
            first = Long.MAX_VALUE;
            running = due;
            return due;
        }

        void clear() {
            audience.clear();
            first = Long.MAX_VALUE;
            dropped = running;
        }

        long first() {
            Due held = Objects.equals(running, dropped) ? null : running;
            return Math.min(first, held == null ? Long.MAX_VALUE : held.first());
        }
    }
}
