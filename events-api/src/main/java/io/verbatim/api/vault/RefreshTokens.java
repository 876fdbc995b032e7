package io.verbatim.api.vault;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Refresh tokens, in families: one family per signed-in device. A token works once; its reuse revokes the
/// family
/// (RFC 9700, 4.14). Tokens are kept as hashes only. Everything is durable on return.
public interface RefreshTokens {

    /// Begins a new family for the device, which ends its former one.
    Grant begin(Uid uid, DeviceId device);

    /// Exchanges a token for the next of its family.
    ///
    /// @param requestId a UUID: a repeat with the same one within 10 minutes gets the same answer again
    Rotation rotate(String refreshToken, @Nullable String requestId);

    /// Ends the device's family; nothing happens if there is none.
    void revoke(Uid uid, DeviceId device);

    /// Ends this family, if it is the device's and has not ended: another that has begun since stays.
    ///
    /// @return whether it has ended now
    boolean revoke(Uid uid, DeviceId device, String family);

    /// The device's family, or null if there is none that has not ended.
    @Nullable
    String familyOf(Uid uid, DeviceId device);

    /// When the device's last family was revoked, if no other has begun since; else null.
    @Nullable
    Instant endedAt(Uid uid, DeviceId device);

    /// Ends the families of all devices of the person but this one.
    ///
    /// @return the devices whose families have ended
    List<DeviceId> revokeAllBut(Uid uid, DeviceId device);

    /// When the newest token of each device was given; of devices whose families have not ended.
    Map<DeviceId, Instant> lastGiven(Uid uid);

    /// Whether this family is the device's, and has not ended.
    boolean isActive(Uid uid, DeviceId device, String family);

    /// A family's newest token.
    ///
    /// @param uid whose
    /// @param device the installation
    /// @param family the family; goes into access tokens, so that they end with it
    /// @param refreshToken the token itself, in the clear
    record Grant(Uid uid, DeviceId device, String family, String refreshToken) {}

    /// What became of a token that was offered.
    sealed interface Rotation {

        /// It was the newest, or a repeat with the same request id.
        record Rotated(Grant grant) implements Rotation {}

        /// Unknown, unused for too long, or of a family that has ended.
        record Unknown() implements Rotation {}

        /// It had been used: its family has ended now.
        record Reused(Uid uid, DeviceId device) implements Rotation {}
    }
}
