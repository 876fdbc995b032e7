package io.verbatim.gateway.stream;

import io.verbatim.api.Uid;
import io.verbatim.gateway.limits.GatewayLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who has connections here.
final class Connected {
    private final GatewayLimits limits;
    private final Map<Uid, Person> people = new ConcurrentHashMap<>();

    Connected(GatewayLimits limits) {
        this.limits = limits;
    }

    /// A connection is somebody's.
    ///
    /// @return those that are one too many now: the oldest
    List<Connection> enter(Connection connection) {
        List<Connection> excess = new ArrayList<>(1);
        people.compute(connection.principal().uid(), (uid, known) -> {
            Person person = known == null ? new Person(uid) : known;
            excess.addAll(excess(person, connection));
            person.add(connection);
            return person;
        });
        return excess;
    }

    /// A connection is nobody's any more.
    ///
    /// @param gone called when it was the person's last, before the person can have another
    /// @return whether it was the person's until now
    boolean leave(Connection connection, Consumer<Uid> gone) {
        boolean[] left = new boolean[1];
        people.computeIfPresent(connection.principal().uid(), (uid, person) -> {
            left[0] = person.connections().contains(connection);
            if (!person.remove(connection)) {
                return person;
            }
            gone.accept(uid);
            return null;
        });
        return left[0];
    }

    /// Calls back if the person has no connections, before it can have one.
    void ifAbsent(Uid uid, Consumer<Uid> absent) {
        people.compute(uid, (same, person) -> {
            if (person == null) {
                absent.accept(uid);
            }
            return person;
        });
    }

    /// The person's connections, the oldest first.
    List<Connection> of(Uid uid) {
        Person person = people.get(uid);
        return person == null ? List.of() : person.connections();
    }

    /// All connections of all people.
    List<Connection> all() {
        return people.values().stream()
                .flatMap(person -> person.connections().stream())
                .toList();
    }

    /// Has connections join again from where everything was told.
    ///
    /// @param good that place; not positive if it is not known
    /// @return what is to be begun
    static List<Join> miss(List<Connection> connections, long good) {
        return connections.stream()
                .map(connection -> connection.miss(Math.max(0, good)))
                .filter(Objects::nonNull)
                .toList();
    }

    /// How many people have connections.
    int size() {
        return people.size();
    }

    private List<Connection> excess(Person person, Connection newest) {
        List<Connection> present = person.connections();
        List<Connection> ofDevice = present.stream()
                .filter(other ->
                        other.principal().device().equals(newest.principal().device()))
                .toList();
        @Nullable Connection oldest = null;
        if (ofDevice.size() >= limits.connectionsPerDevice()) {
            oldest = ofDevice.getFirst();
        } else if (present.size() >= limits.connectionsPerUser()) {
            oldest = present.getFirst();
        }
        return oldest == null ? List.of() : List.of(oldest);
    }
}
