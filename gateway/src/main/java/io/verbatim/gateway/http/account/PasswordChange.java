package io.verbatim.gateway.http.account;

import io.verbatim.api.account.ChangePassword;
import io.verbatim.api.vault.Credentials;
import io.verbatim.api.vault.RefreshTokens;
import io.verbatim.gateway.auth.Families;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.http.Blocking;
import reactor.core.publisher.Mono;

/// Changes passwords: the vault first, then the event, and the vault again for what came between.
final class PasswordChange {
    private final OwnPassword passwords;
    private final OwnAccounts accounts;
    private final Vault vault;
    private final Families families;
    private final Blocking blocking;

    PasswordChange(OwnPassword passwords, OwnAccounts accounts, Vault vault, Families families, Blocking blocking) {
        this.passwords = passwords;
        this.accounts = accounts;
        this.vault = vault;
        this.families = families;
        this.blocking = blocking;
    }

    /// Completes when the new password holds and every other device is signed out; fails with
    /// `bad-credentials`. Asked
    /// again, when the new one holds already, it completes what a crash may have cut short.
    Mono<Void> change(Principal caller, String present, String next) {
        Mono<Void> change = passwords
                .confirm(caller, present)
                .flatMap(former -> blocking.await(() -> credentials().stage(caller.uid(), next))
                        .flatMap(staged -> record(caller, former, staged).thenReturn(staged)))
                .then();
        Mono<Void> again = passwords
                .match(caller, next)
                .flatMap(holds -> record(caller, holds, holds).thenReturn(holds))
                .then();
        return passwords.counted(
                caller,
                change.onErrorResume(
                        OwnPassword::isWrong, wrong -> again.onErrorMap(OwnPassword::isWrong, still -> wrong)));
    }

    private Mono<Void> record(Principal caller, String former, String next) {
        return blocking.run(() -> signOthersOut(caller))
                .then(accounts.command(caller, new ChangePassword(caller.uid(), former, next, caller.device())))
                .then(blocking.run(() -> {
                    credentials().keepOnly(caller.uid(), next);
                    signOthersOut(caller);
                }));
    }

    private void signOthersOut(Principal caller) {
        RefreshTokens tokens = vault.secrets().refreshTokens();
        tokens.revokeAllBut(caller.uid(), caller.device()).forEach(device -> families.revoked(caller.uid(), device));
    }

    private Credentials credentials() {
        return vault.secrets().credentials();
    }
}
