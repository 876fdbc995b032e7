package io.verbatim.gateway.auth;

import java.time.Duration;

/// A new access token.
///
/// @param value the token
/// @param expiresIn how long it holds
public record IssuedToken(String value, Duration expiresIn) {}
