package io.verbatim.api.account;

import io.verbatim.api.Event;

/// What can have happened to an account. The person is named by the record.
public sealed interface AccountEvent extends Event
        permits AccountRegistered,
                DeviceSignedIn,
                DeviceSignedOut,
                DisplayNameChanged,
                LastSeenVisibilityChanged,
                PasswordChanged,
                PersonBlocked,
                PersonUnblocked,
                AccountDeleted {}
