package io.verbatim.api.presence;

import io.verbatim.api.Uid;
import java.time.Instant;

/// A gateway was lost: a person's sessions on it are over.
///
/// @param uid whose
/// @param gateway the lost epoch
/// @param at its last sign of life
public record EndSessions(Uid uid, String gateway, Instant at) implements PresenceCommand {}
