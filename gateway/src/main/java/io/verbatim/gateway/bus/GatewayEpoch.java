package io.verbatim.gateway.bus;

import java.util.UUID;

/// One start of a gateway: what it is called towards the sides, and in the metadata of what it does for many people at
/// once.
///
/// @param value unlike that of any other start
public record GatewayEpoch(String value) {
    public static GatewayEpoch random() {
        return new GatewayEpoch("gateway-" + UUID.randomUUID());
    }
}
