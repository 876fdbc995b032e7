package io.verbatim.gateway.stream;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.live.Place;
import io.verbatim.api.presence.FindPresences;
import io.verbatim.api.presence.FindPresences.Look;
import io.verbatim.api.presence.PresenceView;
import io.verbatim.api.presence.Presences;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.wire.WireMapper;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells connections of the presence of those whom they watch: at once, and when it changes; of their profiles when
/// they
/// change. Nothing is told of an event itself: the views are asked at every change what each viewer may see now.
final class Watching {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Interest interest;
    private final WatchContext context;
    private final WatchedProfiles profiles;
    private final Map<Connection, WatchList> lists = new ConcurrentHashMap<>();

    /// Who watches whom; a set is changed only inside `compute`.
    private final Map<Uid, Set<Connection>> watchers = new ConcurrentHashMap<>();

    Watching(Interest interest, WatchContext context) {
        this.interest = interest;
        this.context = context;
        this.profiles = new WatchedProfiles(context, (viewer, person) -> isWatched(new Watch(viewer, person)));
    }

    /// From now on the connection watches these people, and nobody else.
    void watch(Connection connection, Collection<Uid> people) {
        WatchList list = new WatchList(people);
        WatchList former = lists.put(connection, list);
        list.people().forEach(person -> add(person, connection));
        if (former != null) {
            former.people().stream()
                    .filter(person -> !people.contains(person))
                    .forEach(person -> remove(person, connection));
        }
        if (connection.closing() != null) {
            left(connection);
            return;
        }
        place(connection, list);
    }

    /// Registers who is watched, and again if that fails, as long as it is so.
    private void place(Connection connection, WatchList list) {
        interest.watch(list.people()).whenComplete((places, failure) -> {
            if (failure == null) {
                placed(connection, list, places);
            } else {
                LOG.warn("Who is watched could not be registered; it is tried again", failure);
                context.clock().after(AGAIN, () -> {
                    if (list.equals(lists.get(connection))) {
                        place(connection, list);
                    }
                });
            }
        });
    }

    /// The connection watches nobody any more.
    void left(Connection connection) {
        WatchList former = lists.remove(connection);
        if (former != null) {
            former.people().forEach(person -> remove(person, connection));
        }
    }

    /// Something has happened to a person by this position. Returns at once.
    void changed(Uid person, long position) {
        Set<Connection> present = watchers.get(person);
        if (present != null) {
            soon(() -> look(present.stream().map(viewer -> new Watch(viewer, person)), position));
        }
    }

    /// A person's profile has perhaps changed by this position. Returns at once.
    void profileChanged(Uid person, long position) {
        Set<Connection> present = watchers.get(person);
        if (present != null) {
            profiles.changed(List.of(person), present, position);
        }
    }

    /// A person has written to these connections' user by this position, which makes a contact of it. Returns at once.
    void wrote(Uid sender, List<Connection> readers, long position) {
        for (Connection reader : readers) {
            WatchList list = lists.get(reader);
            if (list != null && list.isFirstMessageFrom(sender)) {
                soon(() -> look(Stream.of(new Watch(reader, sender)), position));
            }
        }
    }

    /// Something of what a person may see has perhaps changed by this position. Returns at once.
    void sightChanged(List<Connection> viewers, long position) {
        viewers.forEach(viewer -> {
            WatchList list = lists.get(viewer);
            if (list != null) {
                soon(() -> look(list.people().stream().map(person -> new Watch(viewer, person)), position));
            }
        });
    }

    /// Changes were perhaps missed before this position. Returns at once.
    void missed(long position) {
        sightChanged(List.copyOf(lists.keySet()), position);
        lists.forEach((viewer, list) -> profiles.changed(list.people(), List.of(viewer), position));
    }

    private void placed(Connection connection, WatchList list, List<Place> places) {
        if (lists.get(connection) != list) {
            // it was registered for somebody whom nobody may watch any more
            list.people().forEach(this::release);
            return;
        }
        long placed = places.stream().mapToLong(Place::position).max().orElse(0);
        long position = Math.max(placed, context.position().last()); // what has come by then said nothing of these
        soon(() -> look(list.people().stream().map(person -> new Watch(connection, person)), position));
    }

    private void look(Stream<Watch> watches, long position) {
        List<Watch> all = watches.toList();
        List<Look> looks = all.stream()
                .map(watch -> new Look(watch.viewer.principal().uid(), watch.person))
                .toList();
        if (looks.isEmpty()) {
            return;
        }
        context.queries()
                .ask(new FindPresences(looks, AtLeast.position(position)), Presences.class)
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        soon(() -> tell(all, answer));
                    } else {
                        LOG.debug("Presence is asked for again", failure);
                        context.clock().after(AGAIN, () -> look(all.stream().filter(this::isWatched), position));
                    }
                });
    }

    private void tell(List<Watch> watches, Presences answer) {
        for (int i = 0; i < watches.size(); i++) {
            tell(watches.get(i), answer.presences().get(i), answer.position());
        }
    }

    private void tell(Watch watch, PresenceView view, long position) {
        WatchList list = lists.get(watch.viewer);
        if (list == null || !isWatched(watch)) {
            return;
        }
        synchronized (list) {
            if (list.isNews(watch.person, view, position)) {
                watch.viewer.answer(ServerFrames.presence(context.wire().handle(watch.person), view));
                context.lastTold().told(watch.viewer.principal().uid(), position);
            }
        }
    }

    private boolean isWatched(Watch watch) {
        Set<Connection> present = watchers.get(watch.person);
        return present != null && present.contains(watch.viewer);
    }

    private void add(Uid person, Connection connection) {
        watchers.compute(person, (same, present) -> {
            Set<Connection> more = present == null ? ConcurrentHashMap.newKeySet(1) : present;
            more.add(connection);
            return more;
        });
    }

    private void remove(Uid person, Connection connection) {
        watchers.computeIfPresent(person, (same, present) -> {
            present.remove(connection);
            if (!present.isEmpty()) {
                return present;
            }
            interest.unwatch(person);
            return null;
        });
    }

    private void release(Uid person) {
        watchers.compute(person, (same, present) -> {
            if (present == null) {
                interest.unwatch(person);
            }
            return present;
        });
    }

    private void soon(Runnable work) {
        try {
            context.executor().execute(() -> guarded(work));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("Nobody is told of presence any more");
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            LOG.error("Presence could not be told", fault);
        }
    }

    private record Watch(Connection viewer, Uid person) {}

    /// What watching stands on.
    ///
    /// @param executor where handles are looked up, and frames are made
    record WatchContext(
            Queries queries,
            WireMapper wire,
            LastTold lastTold,
            FeedPosition position,
            Executor executor,
            StreamClock clock) {}
}
