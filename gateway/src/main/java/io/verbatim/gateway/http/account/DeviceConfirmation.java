package io.verbatim.gateway.http.account;

import io.verbatim.api.EventMetadata;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.ConfirmDevice;
import io.verbatim.api.vault.RefreshTokens;
import io.verbatim.api.vault.RefreshTokens.Grant;
import io.verbatim.gateway.auth.Families;
import io.verbatim.gateway.bus.RefusedException;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.http.Blocking;
import reactor.core.publisher.Mono;

/// Asks the account whether it has a device for which tokens were made. The vault and the log are two stores: where a
/// sign-out and a sign-in meet, or a process ends between the two, a token family may be left that the account knows
/// nothing of; here it ends.
final class DeviceConfirmation {
    private final RefreshTokens tokens;
    private final RetriedCommands commands;
    private final Families families;
    private final Blocking blocking;

    DeviceConfirmation(Vault vault, RetriedCommands commands, Families families, Blocking blocking) {
        this.tokens = vault.secrets().refreshTokens();
        this.commands = commands;
        this.families = families;
        this.blocking = blocking;
    }

    /// Ends the family if the account has not got the device; fails then with `signed-out`.
    Mono<AccountAnswer> confirm(Grant grant) {
        ConfirmDevice command = new ConfirmDevice(grant.uid(), grant.device());
        EventMetadata metadata = EventMetadata.of(grant.uid(), grant.device());
        return blocking.command(() -> commands.send(command, metadata, AccountAnswer.class))
                .onErrorResume(
                        DeviceConfirmation::isSignedOut,
                        refused -> blocking.run(() -> end(grant)).then(Mono.error(refused)));
    }

    /// Whether it is known that the account has not got the device: anything else is for later.
    static boolean isSignedOut(Throwable failure) {
        return failure instanceof RefusedException refused && refused.refusal().code() == RefusalCode.SIGNED_OUT;
    }

    private void end(Grant grant) {
        if (tokens.revoke(grant.uid(), grant.device(), grant.family())) {
            families.revoked(grant.uid(), grant.device());
        }
    }
}
