package io.verbatim.command.account;

import io.verbatim.api.DeviceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An [Account], stored. Revision 1.
///
/// @param uid whose
/// @param credential the credential that holds
/// @param devices the devices that are signed in
record AccountSnapshot(String uid, @Nullable String credential, List<DeviceId> devices) {}
