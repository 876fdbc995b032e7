package io.verbatim.api.presence;

import java.time.Instant;

/// A person has no session any more.
///
/// @param lastActiveAt the latest time at which one of the sessions was active
public record WentOffline(Instant lastActiveAt) implements PresenceEvent {}
