package io.verbatim.query.presence;

import io.verbatim.api.Uid;
import io.verbatim.query.projection.DocumentKind;

/// When a person was last seen.
///
/// @param online whether it has a session, as far as its own presence says
/// @param lastActiveAt when it last went offline, was active; in milliseconds; 0: it never did
record LastSeen(boolean online, long lastActiveAt) {

    static final DocumentKind<LastSeen> KIND = DocumentKind.of("ls", LastSeen.class);

    static String key(Uid person) {
        return KIND.key(person.value());
    }
}
