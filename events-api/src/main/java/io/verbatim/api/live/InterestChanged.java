package io.verbatim.api.live;

import io.verbatim.api.Uid;
import java.util.List;

/// A router's answer to [ChangeInterest].
///
/// @param known whether the router knows this generation of the gateway's interest; if not, it has changed nothing
/// @param places from here on the gateway is told of all who were registered, but for those who failed
/// @param failed of whom it is not known what concerns them; to be registered again
public record InterestChanged(boolean known, List<Place> places, List<Uid> failed) {

    /// The router does not know the gateway's interest.
    public static final InterestChanged UNKNOWN = new InterestChanged(false, List.of(), List.of());

    public InterestChanged {
        places = List.copyOf(places);
        failed = List.copyOf(failed);
    }
}
