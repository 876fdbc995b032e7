package io.verbatim.gateway.stream;

import io.verbatim.api.Uid;
import java.util.ArrayList;
import java.util.List;

/// A person with connections here, the oldest first. Changed only by [Connected], by copying.
final class Person {
    private final Uid uid;
    private volatile List<Connection> connections = List.of();

    Person(Uid uid) {
        this.uid = uid;
    }

    Uid uid() {
        return uid;
    }

    List<Connection> connections() {
        return connections;
    }

    void add(Connection connection) {
        List<Connection> more = new ArrayList<>(connections.size() + 1);
        more.addAll(connections);
        more.add(connection);
        connections = List.copyOf(more);
    }

    /// Takes a connection out.
    ///
    /// @return whether none is left
    boolean remove(Connection connection) {
        connections = connections.stream().filter(other -> other != connection).toList();
        return connections.isEmpty();
    }
}
