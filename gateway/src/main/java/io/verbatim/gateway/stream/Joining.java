package io.verbatim.gateway.stream;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.FindChanges;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.api.live.Place;
import io.verbatim.api.vault.RefreshTokens;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.limits.GatewayLimits;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a connection to where it happens: registers the interest in its person, gets the place, waits until the views
/// are there, says what has changed between the client's cursor and the place, then what came since.
final class Joining {
    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
    private static final long FIRST_WAIT_MILLIS = 50;
    private static final int MOST_DOUBLINGS = 5;

    private final Roster roster;
    private final Queries queries;
    private final CatchUp catchUp;
    private final RefreshTokens families;
    private final Cursors cursors;
    private final LogEpoch epoch;
    private final GatewayLimits limits;
    private final JoinContext context;

    Joining(
            Roster roster,
            Queries queries,
            CatchUp catchUp,
            RefreshTokens families,
            Cursors cursors,
            LogEpoch epoch,
            GatewayLimits limits,
            JoinContext context) {
        this.roster = roster;
        this.queries = queries;
        this.catchUp = catchUp;
        this.families = families;
        this.cursors = cursors;
        this.epoch = epoch;
        this.limits = limits;
        this.context = context;
    }

    /// Begins, or begins again.
    void start(Join join) {
        if (join.connection().closing() != null) {
            return;
        }
        Uid person = join.connection().principal().uid();
        roster.interest()
                .register(person)
                .whenComplete((places, failure) -> step(join, () -> {
                    if (failure == null) {
                        placed(join, places);
                    } else {
                        failed(join, failure);
                    }
                }));
    }

    /// Goes on: there is room for more.
    void resume(Join join) {
        step(join, () -> more(join));
    }

    private void placed(Join join, List<Place> places) {
        Principal principal = join.connection().principal();
        // signing out before the interest began was not seen here, and what is cached may be older
        if (!families.isActive(principal.uid(), principal.device(), principal.family())) {
            join.connection().close(Closing.SIGNED_OUT);
            return;
        }
        long place = context.position().last();
        for (Place partition : places) {
            place = Math.max(place, partition.position());
        }
        join.place(place);
        if (join.greeted()) {
            find(join);
            return;
        }
        switch (join.cursor() == null ? new Cursors.Place.Unreadable() : cursors.decode(join.cursor())) {
            case Cursors.Place.At at -> {
                join.after(at.position());
                find(join);
            }
            case Cursors.Place.OtherEpoch other -> anew(join, epoch.restored());
            case Cursors.Place.Unreadable none -> anew(join, false);
        }
    }

    private void find(Join join) {
        FindChanges query = new FindChanges(
                join.connection().principal().uid(),
                join.after(),
                limits.catchUpChanges(),
                limits.catchUpChangesInAll(),
                limits.receiptsMembers(),
                AtLeast.position(join.place()));
        queries.ask(query, Changes.class)
                .whenComplete((changes, failure) -> step(join, () -> {
                    if (failure == null) {
                        found(join, changes);
                    } else {
                        failed(join, failure);
                    }
                }));
    }

    private void found(Join join, Changes changes) {
        if (changes.tooMany() && join.greeted()) {
            // it was promised everything; with its cursor it is told that this cannot be kept
            join.connection().close(Closing.SLOW_CONSUMER);
            return;
        }
        if (changes.tooMany()) {
            anew(join, false);
            return;
        }
        join.reached(changes.position(), changes.changes());
        if (!join.greeted()) {
            welcome(join, true, false, join.after());
        }
        more(join);
    }

    /// Nothing can be sent of what was missed: from here on.
    private void anew(Join join, boolean reset) {
        join.reached(join.place(), List.of());
        welcome(join, false, reset, join.place());
        more(join);
    }

    private void welcome(Join join, boolean recovered, boolean reset, long position) {
        Connection connection = join.connection();
        String session = UUID.randomUUID().toString();
        CursorMark cursor = context.frames().mark(position);
        join.greet();
        connection.admit(
                join, List.of(context.frames().welcome(connection.principal(), session, recovered, reset, cursor)));
        connection.inbox().release();
    }

    private void more(Join join) {
        if (join.changes().isEmpty()) {
            live(join);
            return;
        }
        catchUp.next(join)
                .whenComplete((frames, failure) -> step(join, () -> {
                    if (failure != null) {
                        failed(join, failure);
                    } else if (join.connection().admit(join, frames)) {
                        more(join);
                    }
                }));
    }

    private void live(Join join) {
        Connection connection = join.connection();
        context.lastTold().told(connection.principal().uid(), join.reached());
        Frame live = join.live() ? null : context.frames().live(context.frames().mark(join.reached()));
        if (!connection.goLive(join, join.reached(), live)) {
            Join again = Join.again(connection, join.reached(), join.live());
            if (connection.begin(again)) {
                start(again);
            }
        }
    }

    private void failed(Join join, Throwable failure) {
        if (join.ageNanos() > context.giveUpAfter().toNanos()) {
            LOG.warn("A connection could not join", failure);
            join.connection().close(Closing.FAULT);
            return;
        }
        LOG.debug("Joining is repeated", failure);
        long wait = FIRST_WAIT_MILLIS << Math.min(join.failed(), MOST_DOUBLINGS);
        context.clock().after(Duration.ofMillis(wait), () -> start(join));
    }

    private void step(Join join, Runnable work) {
        try {
            context.executor().execute(() -> guarded(join, work));
        } catch (RejectedExecutionException stopped) {
            join.connection().close(Closing.DRAINING);
        }
    }

    private void guarded(Join join, Runnable work) {
        if (join.connection().closing() != null) {
            roster.release(join.connection().principal().uid());
            return;
        }
        try {
            work.run();
        } catch (RuntimeException fault) {
            LOG.error("A connection could not join", fault);
            join.connection().close(Closing.FAULT);
        }
    }

    /// What joining stands on.
    ///
    /// @param executor where views' answers are made into frames
    /// @param giveUpAfter a connection that has not joined by then is closed, to come again
    record JoinContext(
            ServerFrames frames,
            LastTold lastTold,
            FeedPosition position,
            Executor executor,
            StreamClock clock,
            Duration giveUpAfter) {}
}
