package io.verbatim.command.account;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import io.verbatim.api.account.LastSeenVisibility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An [Account], stored. Revision 2.
///
/// @param uid whose
/// @param credential the credential that holds
/// @param devices the devices that are signed in
/// @param visibility who may see its presence
/// @param blocked whom the person blocks
/// @param deleted whether the account is deleted
record AccountSnapshot(
        String uid,
        @Nullable String credential,
        List<DeviceId> devices,
        LastSeenVisibility visibility,
        List<Uid> blocked,
        boolean deleted) {}
