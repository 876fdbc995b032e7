package io.verbatim.gateway.stream;

import io.verbatim.api.Uid;
import io.verbatim.api.presence.PresenceView;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Whom one connection watches, and what it was last told of each. What was told is guarded by the list itself.
final class WatchList {
    private final List<Uid> people;
    private final Set<Uid> watched;
    private final Map<Uid, Told> told;
    private final Set<Uid> wrote = ConcurrentHashMap.newKeySet(1);

    WatchList(Collection<Uid> people) {
        this.people = List.copyOf(people);
        this.watched = Set.copyOf(people);
        this.told = HashMap.newHashMap(people.size());
    }

    List<Uid> people() {
        return people;
    }

    /// Whether this is the first message that has come from somebody who is watched: by it the watcher has perhaps
    /// become a contact. For any thread.
    boolean isFirstMessageFrom(Uid person) {
        return watched.contains(person) && wrote.add(person);
    }

    /// Whether this is to be told: it is another than what was told last, and no older.
    ///
    /// @param position everything up to here of the log is in it
    boolean isNews(Uid person, PresenceView view, long position) {
        Told last = told.get(person);
        if (last != null && last.position > position) {
            return false;
        }
        told.put(person, new Told(view, position));
        return last == null || !last.view.equals(view);
    }

    private record Told(PresenceView view, long position) {}
}
