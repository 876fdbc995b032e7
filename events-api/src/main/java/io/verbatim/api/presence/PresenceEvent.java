package io.verbatim.api.presence;

import io.verbatim.api.Event;

/// What can have happened to a person's presence. The person is named by the record. Heartbeats and activity are no
/// events, and neither is a device that is back within the threshold.
public sealed interface PresenceEvent extends Event permits SessionOpened, CameOnline, SessionClosed, WentOffline {}
