package io.verbatim.gateway.http.account;

import io.verbatim.api.EventMetadata;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.DeleteAccount;
import io.verbatim.api.vault.Erasures;
import io.verbatim.gateway.auth.Families;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.http.Blocking;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Deletes accounts. The vault first: what it had of the person is destroyed at once, and it remembers whom
/// it has
/// erased until the account says so too. Whatever a crash cuts short is completed by whoever looks there.
final class Departure {
    private final Erasures erasures;
    private final RetriedCommands commands;
    private final Families families;
    private final Blocking blocking;

    Departure(Erasures erasures, RetriedCommands commands, Families families, Blocking blocking) {
        this.erasures = erasures;
        this.commands = commands;
        this.families = families;
        this.blocking = blocking;
    }

    /// Completes when the account is deleted. Its direct conversations are told of it later.
    Mono<Void> delete(Uid person) {
        return blocking.run(() -> {
                    erasures.erase(person);
                    families.revoked(person);
                })
                .then(Mono.defer(() -> record(person)));
    }

    /// Completes what was begun, by whichever gateway.
    Mono<Void> completeAll() {
        return blocking.call(erasures::unfinished)
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::delete)
                .then();
    }

    private Mono<Void> record(Uid person) {
        return blocking.command(() ->
                        commands.send(new DeleteAccount(person), EventMetadata.of(person, null), AccountAnswer.class))
                .then(blocking.run(() -> erasures.finished(person)));
    }
}
