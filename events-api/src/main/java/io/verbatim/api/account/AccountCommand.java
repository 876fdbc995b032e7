package io.verbatim.api.account;

import io.verbatim.api.Command;
import io.verbatim.api.Uid;

/// What an account can be asked to do.
public sealed interface AccountCommand extends Command
        permits RegisterAccount,
                AdmitDevice,
                SignInDevice,
                ConfirmDevice,
                SignOutDevice,
                UpdateProfile,
                ConfirmCredential,
                ChangePassword,
                BlockPerson,
                UnblockPerson,
                AskBlock,
                DeleteAccount {

    Uid uid();

    @Override
    default String aggregateId() {
        return uid().accountId();
    }
}
