package io.verbatim.gateway.stream;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.api.conversation.FindChanges;
import io.verbatim.api.conversation.FindInbox;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.limits.GatewayLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What somebody has missed, without a stream: a page of events in the order in which things changed last, so that each
/// page begins where the one before ended, whatever happens in between.
public final class EventPages {
    private final Queries queries;
    private final ChangeFrames frames;
    private final Cursors cursors;
    private final LogEpoch epoch;
    private final GatewayLimits limits;

    EventPages(Queries queries, ChangeFrames frames, Cursors cursors, LogEpoch epoch, GatewayLimits limits) {
        this.queries = queries;
        this.frames = frames;
        this.cursors = cursors;
        this.epoch = epoch;
        this.limits = limits;
    }

    /// The events since a cursor. To be called, and to be gone on from, where the vault may be looked into.
    ///
    /// @param cursor null: only the newest cursor is asked for
    /// @param limit so many events, and those that changed together with the last of them
    public CompletionStage<Page> since(Uid person, @Nullable String cursor, int limit, AtLeast atLeast) {
        return switch (cursor == null ? new Cursors.Place.Unreadable() : cursors.decode(cursor)) {
            case Cursors.Place.At at -> since(person, at.position(), limit, atLeast);
            case Cursors.Place.OtherEpoch other -> newest(person, epoch.restored(), atLeast);
            case Cursors.Place.Unreadable none -> newest(person, false, atLeast);
        };
    }

    private CompletionStage<Page> since(Uid person, long after, int limit, AtLeast atLeast) {
        FindChanges query = new FindChanges(
                person,
                after,
                limits.catchUpChanges(),
                limits.catchUpChangesInAll(),
                limits.receiptsMembers(),
                atLeast);
        return queries.ask(query, Changes.class).thenCompose(changes -> {
            if (changes.tooMany()) {
                return CompletableFuture.completedFuture(page(List.of(), changes.position(), false, false, false));
            }
            List<Change> sorted = Join.inOrder(changes.changes());
            List<Change> taken = sorted.subList(0, end(sorted, limit));
            return frames.of(person, taken, atLeast)
                    .thenApply(frameOf -> page(taken, sorted.size(), changes.position(), after, frameOf));
        });
    }

    private CompletionStage<Page> newest(Uid person, boolean reset, AtLeast atLeast) {
        return queries.ask(new FindInbox(person, 1, null, atLeast), InboxPage.class)
                .thenApply(inbox -> page(List.of(), inbox.position(), false, false, reset));
    }

    private Page page(List<Change> taken, int all, long reached, long after, Function<Change, Frame> frameOf) {
        List<Event> events = new ArrayList<>(taken.size());
        long told = after;
        for (int i = 0; i < taken.size(); i++) {
            Change change = taken.get(i);
            boolean complete = i + 1 == taken.size() || taken.get(i + 1).position() > change.position();
            if (complete) {
                told = Math.max(told, Math.min(change.position(), reached));
            }
            Frame frame = frameOf.apply(change);
            events.add(new Event(cursors.encode(told), frame.name().wireName(), frame.body()));
        }
        boolean hasMore = all > taken.size();
        return page(events, hasMore ? told : Math.max(after, reached), hasMore, true, false);
    }

    private Page page(List<Event> events, long position, boolean hasMore, boolean recovered, boolean reset) {
        return new Page(events, cursors.encode(position), hasMore, recovered, reset);
    }

    /// Where the page ends: what changed together is told together.
    private static int end(List<Change> sorted, int limit) {
        int end = Math.min(limit, sorted.size());
        while (end > 0
                && end < sorted.size()
                && sorted.get(end).position() == sorted.get(end - 1).position()) {
            end++;
        }
        return end;
    }

    /// A page of events.
    ///
    /// @param cursor where the next page begins
    /// @param hasMore whether there is one already
    /// @param recovered whether everything since the cursor that was given is told
    /// @param reset whether all copies are to be dropped first: the log was restored from a backup
    public record Page(List<Event> events, String cursor, boolean hasMore, boolean recovered, boolean reset) {
        public Page {
            events = List.copyOf(events);
        }
    }

    /// An event.
    ///
    /// @param cursor everything up to it is told
    /// @param event its name
    /// @param data its data, JSON in UTF-8
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    public record Event(String cursor, String event, byte[] data) {}
}
