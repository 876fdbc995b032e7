package io.verbatim.gateway.stream;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// What a connection was opened with.
///
/// @param token of its `Authorization` header
/// @param ticket of its query
/// @param address where it comes from
public record Credentials(
        @Nullable String token,
        @Nullable String ticket,
        @Nullable String device,
        @Nullable InetSocketAddress address) {}
