package io.verbatim.api.presence;

import java.time.Instant;

/// An epoch of a gateway has ended without closing its sessions: they count as closed from `at`, whatever else is
/// recorded of them, and are closed one by one afterwards.
///
/// @param at its last sign of life
public record GatewayLost(Instant at) implements GatewayEvent {}
