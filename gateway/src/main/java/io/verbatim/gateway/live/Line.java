package io.verbatim.gateway.live;

import io.verbatim.api.Uid;
import io.verbatim.api.live.ChangeInterest;
import io.verbatim.api.live.InterestChanged;
import io.verbatim.api.live.RouterName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one router is told of the interest, one message after the other, and whether it is still there.
/// Guarded by the subscription.
final class Line {
    private final RouterName router;
    private final long generation;
    private final Map<Uid, Boolean> people = new LinkedHashMap<>();
    private final Map<Uid, Boolean> watched = new LinkedHashMap<>();
    private final Map<Integer, Long> heard = new HashMap<>();
    private List<Asked> waiting = new ArrayList<>();
    private List<Asked> underWay = List.of();
    private boolean asking;
    private boolean opened;

    /// @param generation of the interest; its updates name it, too
    Line(RouterName router, long generation) {
        this.router = router;
        this.generation = generation;
    }

    RouterName router() {
        return router;
    }

    long generation() {
        return generation;
    }

    /// The last of several changes of the same person counts.
    void registered(Uid person, boolean is) {
        people.put(person, is);
    }

    void watched(Uid person, boolean is) {
        watched.put(person, is);
    }

    /// Is answered with whatever is sent next.
    void await(Asked asked) {
        waiting.add(asked);
    }

    /// The next message, if there is something to say, and the last one is answered.
    ///
    /// @param all everybody who is registered, and watched: what it begins with
    @Nullable
    ChangeInterest next(String gateway, Collection<Uid> all, Collection<Uid> allWatched) {
        if (asking || (opened && people.isEmpty() && watched.isEmpty() && waiting.isEmpty())) {
            return null;
        }
        ChangeInterest change = opened
                ? new ChangeInterest(
                        gateway,
                        generation,
                        false,
                        those(people, true),
                        those(people, false),
                        those(watched, true),
                        those(watched, false))
                : new ChangeInterest(
                        gateway, generation, true, List.copyOf(all), List.of(), List.copyOf(allWatched), List.of());
        people.clear();
        watched.clear();
        underWay = waiting;
        waiting = new ArrayList<>();
        asking = true;
        return change;
    }

    /// The last message is answered.
    ///
    /// @return who waited for that
    List<Asked> answered(InterestChanged answer, long nanos) {
        asking = false;
        if (!opened) {
            opened = true;
            answer.places().forEach(place -> heard.put(place.partition(), nanos));
        }
        return underWay;
    }

    /// Nothing more is said.
    ///
    /// @return who still waits
    List<Asked> end() {
        List<Asked> all = new ArrayList<>(asking ? underWay : List.of());
        all.addAll(waiting);
        return all;
    }

    void heard(int partition, long nanos) {
        heard.put(partition, nanos);
    }

    /// Whether a partition has said nothing for so long.
    boolean isSilent(long nanos, long silence) {
        return heard.values().stream().anyMatch(last -> nanos - last > silence);
    }

    private static List<Uid> those(Map<Uid, Boolean> changes, boolean is) {
        return changes.entrySet().stream()
                .filter(change -> change.getValue() == is)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Somebody waits for a router's answer.
    interface Asked {
        /// From these places on; null: the router is not believed any more.
        void answered(@Nullable InterestChanged answer);
    }
}
