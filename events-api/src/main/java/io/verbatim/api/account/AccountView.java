package io.verbatim.api.account;

import io.verbatim.api.DeviceId;
import io.verbatim.api.vault.Sealed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person sees of its own account.
///
/// @param version the account's version that this view has seen
/// @param profile what others see
/// @param visibility who may see its presence
/// @param devices those that are signed in, in the order of their first sign-in
public record AccountView(long version, ProfileView profile, LastSeenVisibility visibility, List<Device> devices) {

    public AccountView {
        devices = List.copyOf(devices);
    }

    /// A device.
    ///
    /// @param device the installation
    /// @param name what its person calls it, sealed under the person's profile key
    /// @param createdAt since when it has been signed in, whatever came between
    public record Device(DeviceId device, @Nullable Sealed name, Instant createdAt) {}
}
