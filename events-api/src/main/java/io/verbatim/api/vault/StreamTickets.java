package io.verbatim.api.vault;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Tickets for browsers, which cannot set headers on a WebSocket or an EventSource. Each works once, for seconds.
public interface StreamTickets {

    /// How long a ticket can be used.
    Duration lifetime();

    /// A new ticket for who holds an access token.
    ///
    /// @param holder whom it stands for
    String issue(Holder holder);

    /// Spends a ticket: of several who offer it, one gets the holder.
    ///
    /// @return null if it is unknown, spent or too old
    @Nullable
    Holder redeem(String ticket);

    /// Whom a ticket stands for: what its access token says.
    ///
    /// @param uid whose
    /// @param device the installation
    /// @param family the device's token family
    /// @param expiresAt when the access token ends, and with it the connection
    record Holder(Uid uid, DeviceId device, String family, Instant expiresAt) {}
}
