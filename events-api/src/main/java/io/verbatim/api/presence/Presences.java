package io.verbatim.api.presence;

import java.util.List;

/// What was asked of presences.
///
/// @param position everything up to here of the log is in the answer
/// @param presences in the order asked
public record Presences(long position, List<PresenceView> presences) {

    public Presences {
        presences = List.copyOf(presences);
    }
}
