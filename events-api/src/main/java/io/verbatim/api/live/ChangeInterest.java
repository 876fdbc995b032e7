package io.verbatim.api.live;

import io.verbatim.api.Uid;
import java.util.List;

/// Changes a gateway's interest at one router; the next one is sent when this one is answered. Answered
/// with [InterestChanged].
///
/// @param gateway the gateway's epoch
/// @param generation of the interest; greater each time that it begins anew
/// @param anew whether this is all of it, whatever the router knew
/// @param registered who is registered
/// @param unregistered who is no more
/// @param watched who is watched
/// @param unwatched who is no more
public record ChangeInterest(
        String gateway,
        long generation,
        boolean anew,
        List<Uid> registered,
        List<Uid> unregistered,
        List<Uid> watched,
        List<Uid> unwatched) {

    public ChangeInterest {
        registered = List.copyOf(registered);
        unregistered = List.copyOf(unregistered);
        watched = List.copyOf(watched);
        unwatched = List.copyOf(unwatched);
    }
}
