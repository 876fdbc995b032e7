package io.verbatim.query.conversation;

import io.verbatim.api.conversation.MemberRole;
import java.util.ArrayList;
import java.util.List;

/// What somebody may do in a group, and might before: who has left sees the roles of that time.
///
/// @param now what it may do, or might last
/// @param before what it might do earlier, the newest last; the oldest of very many are forgotten
record Roles(MemberRole now, List<Held> before) {

    /// Nobody's role changes so often.
    private static final int MOST = 32;

    @SuppressWarnings("RedundantNullCheck") // an empty list is not stored
    Roles {
        before = before == null ? List.of() : List.copyOf(before);
    }

    static Roles of(MemberRole role) {
        return new Roles(role, List.of());
    }

    /// Another from an event on.
    Roles changed(MemberRole role, long position) {
        List<Held> held = new ArrayList<>(before);
        held.add(new Held(now, position));
        return new Roles(role, held.subList(Math.max(0, held.size() - MOST), held.size()));
    }

    /// What held at a position.
    MemberRole at(long position) {
        for (Held held : before) {
            if (position < held.until()) {
                return held.role();
            }
        }
        return now;
    }

    /// A role that somebody had.
    ///
    /// @param until the position of the event by which it got another
    record Held(MemberRole role, long until) {}
}
