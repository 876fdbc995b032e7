package io.verbatim.api.presence;

/// The answer to the commands of a presence, and of a gateway: it is durable.
///
/// @param version the aggregate's version afterwards
public record PresenceAnswer(long version) {}
