package io.verbatim.api.presence;

/// A person has a session, and had none before.
public record CameOnline() implements PresenceEvent {}
