package io.verbatim.query.profile;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountView;
import io.verbatim.api.account.LastSeenVisibility;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.vault.Sealed;
import io.verbatim.query.projection.DocumentKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person sees of its own account beside the profile.
///
/// @param version of the account: of the last event, whatever it was
/// @param visibility who may see its presence
/// @param devices those that are signed in, in the order of their first sign-in
record OwnAccount(long version, LastSeenVisibility visibility, List<Device> devices) {

    static final DocumentKind<OwnAccount> KIND = DocumentKind.of("oa", OwnAccount.class);
    static final OwnAccount NONE = new OwnAccount(0, LastSeenVisibility.EVERYONE, List.of());

    @SuppressWarnings("ConstantValue") // absent from a stored document when empty
    OwnAccount {
        devices = devices == null ? List.of() : List.copyOf(devices);
    }

    static String key(Uid person) {
        return KIND.key(person.value());
    }

    OwnAccount at(long newVersion) {
        return new OwnAccount(newVersion, visibility, devices);
    }

    OwnAccount withVisibility(LastSeenVisibility other) {
        return new OwnAccount(version, other, devices);
    }

    OwnAccount withoutDevices() {
        return new OwnAccount(version, visibility, List.of());
    }

    OwnAccount without(DeviceId device) {
        return new OwnAccount(
                version,
                visibility,
                devices.stream().filter(one -> !one.device.equals(device)).toList());
    }

    /// A device that is signed in already stays where it is, with the name that it is given now, if it is given one.
    OwnAccount with(DeviceId device, @Nullable Sealed name, long at) {
        List<Device> present = new ArrayList<>(devices);
        for (int i = 0; i < present.size(); i++) {
            if (present.get(i).device.equals(device)) {
                Device former = present.get(i);
                present.set(i, new Device(device, name == null ? former.name : name, former.createdAt));
                return new OwnAccount(version, visibility, present);
            }
        }
        present.add(new Device(device, name, at));
        return new OwnAccount(version, visibility, present);
    }

    AccountView view(ProfileView profile) {
        return new AccountView(
                version,
                profile,
                visibility,
                devices.stream()
                        .map(one -> new AccountView.Device(one.device, one.name, Instant.ofEpochMilli(one.createdAt)))
                        .toList());
    }

    /// @param name sealed
    /// @param createdAt in milliseconds
    record Device(DeviceId device, @Nullable Sealed name, long createdAt) {}
}
