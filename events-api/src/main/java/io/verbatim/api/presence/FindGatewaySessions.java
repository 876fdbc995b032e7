package io.verbatim.api.presence;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;

/// People who have sessions on an epoch of a gateway. Answered by [GatewaySessions].
///
/// @param gateway the epoch
/// @param limit how many people at most
/// @param atLeast how much it must have seen
public record FindGatewaySessions(String gateway, int limit, AtLeast atLeast) implements Query<GatewaySessions> {}
