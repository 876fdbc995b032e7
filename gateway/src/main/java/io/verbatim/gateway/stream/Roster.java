package io.verbatim.gateway.stream;

import io.verbatim.api.Uid;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.presence.SessionTable;
import java.time.Duration;
import java.util.List;

/// Who is here, what is asked for them, and who is told that they are.
record Roster(Connected connected, Interest interest, SessionTable sessions, Watching watching, StreamMeters meters) {
    /// A connection is somebody's.
    ///
    /// @return those that are one too many now: the oldest
    List<Connection> enter(Connection connection) {
        List<Connection> excess = connected.enter(connection);
        Principal principal = connection.principal();
        sessions.opened(principal.uid(), principal.device());
        return excess;
    }

    /// A connection is about to end: nothing more is asked for a person who has no other.
    void leave(Connection connection) {
        Principal principal = connection.identity().known();
        if (principal != null && connected.leave(connection, interest::unregister)) {
            sessions.closed(principal.uid(), principal.device(), silence(connection));
        }
        watching.left(connection);
    }

    /// An interest was registered for somebody who may have gone meanwhile.
    void release(Uid person) {
        connected.ifAbsent(person, interest::unregister);
    }

    private static Duration silence(Connection connection) {
        return connection.closing() == Closing.NO_HEARTBEAT
                ? Duration.ofNanos(connection.pulse().silentNanos(System.nanoTime()))
                : Duration.ZERO;
    }
}
