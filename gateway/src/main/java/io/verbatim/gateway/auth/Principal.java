package io.verbatim.gateway.auth;

import io.verbatim.api.DeviceId;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import java.time.Instant;

/// Who calls, as an access token says it.
///
/// @param uid who
/// @param handle the same, as people see it
/// @param device the installation
/// @param family the device's token family: once it has ended, the token no longer holds
/// @param expiresAt when the token ends
public record Principal(Uid uid, Handle handle, DeviceId device, String family, Instant expiresAt) {
    /// The metadata of what this caller does.
    public EventMetadata metadata() {
        return EventMetadata.of(uid, device);
    }
}
