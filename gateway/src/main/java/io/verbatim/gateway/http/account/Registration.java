package io.verbatim.gateway.http.account;

import io.verbatim.api.EventMetadata;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.RegisterAccount;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.http.Blocking;
import java.util.List;
import reactor.core.publisher.Mono;

/// Makes accounts: the vault first, then the event. Of two registrations of one user id at once, the event decides;
/// what
/// the vault holds after a crash in between is taken over by the next attempt.
final class Registration {
    private final Vault vault;
    private final RetriedCommands commands;
    private final People people;
    private final Blocking blocking;

    Registration(Vault vault, RetriedCommands commands, People people, Blocking blocking) {
        this.vault = vault;
        this.commands = commands;
        this.people = people;
        this.blocking = blocking;
    }

    /// Completes when the account is durable; fails with `user-exists`.
    Mono<Void> register(Handle handle, String password, String displayName) {
        return blocking.call(() -> vault.handles().reserve(handle))
                .flatMap(uid -> requireFree(uid)
                        .then(Mono.defer(() -> stage(uid, password)))
                        .flatMap(credential -> record(uid, credential, displayName)
                                .then(blocking.run(() -> registered(uid, credential)))));
    }

    /// Before the costly hash. Who sees no account here may still lose to another.
    private Mono<Void> requireFree(Uid uid) {
        return people.find(List.of(uid))
                .flatMap(found ->
                        found.isEmpty() ? Mono.empty() : Mono.error(new ProblemException(ProblemName.USER_EXISTS)));
    }

    private Mono<String> stage(Uid uid, String password) {
        return blocking.await(() -> vault.secrets().credentials().stage(uid, password));
    }

    private Mono<AccountAnswer> record(Uid uid, String credential, String displayName) {
        return blocking.prepareAndCommand(() -> {
            RegisterAccount command =
                    new RegisterAccount(uid, credential, vault.keys().sealProfile(uid, displayName));
            return commands.send(command, EventMetadata.of(uid, null), AccountAnswer.class);
        });
    }

    private void registered(Uid uid, String credential) {
        people.registered(uid);
        vault.secrets().credentials().keepOnly(uid, credential);
    }
}
