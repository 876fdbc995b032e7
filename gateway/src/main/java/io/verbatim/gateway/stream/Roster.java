package io.verbatim.gateway.stream;

import io.verbatim.api.Uid;

/// Who is here, and what is asked for them.
record Roster(Connected connected, Interest interest, StreamMeters meters) {
    /// A connection is about to end: nothing more is asked for a person who has no other.
    void leave(Connection connection) {
        if (connection.knownPrincipal() != null) {
            connected.leave(connection, interest::unregister);
        }
    }

    /// An interest was registered for somebody who may have gone meanwhile.
    void release(Uid person) {
        connected.ifAbsent(person, interest::unregister);
    }
}
