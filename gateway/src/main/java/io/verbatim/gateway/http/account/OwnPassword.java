package io.verbatim.gateway.http.account;

import io.verbatim.api.account.ConfirmCredential;
import io.verbatim.api.vault.Credentials;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.error.Problems;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.limits.RateLimits;
import reactor.core.publisher.Mono;

/// Checks the passwords of callers who are signed in already.
final class OwnPassword {
    private final Credentials credentials;
    private final OwnAccounts accounts;
    private final RateLimits rates;
    private final Blocking blocking;

    OwnPassword(Credentials credentials, OwnAccounts accounts, RateLimits rates, Blocking blocking) {
        this.credentials = credentials;
        this.accounts = accounts;
        this.rates = rates;
        this.blocking = blocking;
    }

    /// The credential that the password matches, once it is known to hold; fails with `bad-credentials`.
    Mono<String> confirm(Principal caller, String password) {
        return match(caller, password)
                .flatMap(credential -> accounts.command(caller, new ConfirmCredential(caller.uid(), credential))
                        .thenReturn(credential));
    }

    /// The credential that the password matches, whether or not it holds; fails with `bad-credentials`.
    Mono<String> match(Principal caller, String password) {
        return blocking.await(() -> credentials.match(caller.uid(), password).thenApply(credential -> {
            if (credential == null) {
                throw new ProblemException(ProblemName.BAD_CREDENTIALS);
            }
            return credential;
        }));
    }

    /// Does something for which passwords are checked, unless too many were wrong lately; counts the wrong
    /// ones.
    <T> Mono<T> counted(Principal caller, Mono<T> checked) {
        String userId = caller.handle().value();
        return Mono.defer(() -> {
            rates.requireFewFailures(userId);
            return checked.doOnError(OwnPassword::isWrong, wrong -> rates.failed(userId));
        });
    }

    static boolean isWrong(Throwable failure) {
        return Problems.nameOf(failure) == ProblemName.BAD_CREDENTIALS;
    }
}
