package io.verbatim.gateway.http.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.AccountCommand;
import io.verbatim.api.account.AccountView;
import io.verbatim.api.account.FindAccount;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.bus.RefusedException;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.http.Blocking;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The callers' own accounts. Who has changed its account here sees it changed.
final class OwnAccounts {
    private static final int WRITERS_KEPT = 100_000;
    private static final Duration WRITTEN_LATELY = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN_EVERY = Duration.ofMillis(10);
    private static final int LOOKS = 200;

    private final RetriedCommands commands;
    private final Queries queries;
    private final Blocking blocking;
    private final Cache<Uid, Long> written = Caffeine.newBuilder()
            .maximumSize(WRITERS_KEPT)
            .expireAfterWrite(WRITTEN_LATELY)
            .build();

    OwnAccounts(RetriedCommands commands, Queries queries, Blocking blocking) {
        this.commands = commands;
        this.queries = queries;
        this.blocking = blocking;
    }

    /// Has the caller's account do something; it is durable then.
    Mono<AccountAnswer> command(Principal caller, AccountCommand command) {
        return blocking.command(() -> commands.send(command, caller.metadata(), AccountAnswer.class))
                .doOnNext(answer -> told(caller, answer));
    }

    /// The caller's account, as it left it here at least; goes on where it may be rendered. There is a
    /// token, so there
    /// is an account: fails with `behind` if it does not appear.
    Mono<AccountView> find(Principal caller, AtLeast atLeast) {
        Uid uid = caller.uid();
        Long version = written.getIfPresent(uid);
        return blocking.ask(() -> queries.ask(new FindAccount(uid, atLeast), AccountView.class))
                .onErrorResume(OwnAccounts::isNotThere, notYet -> Mono.empty())
                .filter(view -> version == null || view.version() >= version)
                .repeatWhenEmpty(LOOKS, OwnAccounts::again)
                .onErrorMap(IllegalStateException.class, tooLong -> new ProblemException(ProblemName.BEHIND));
    }

    /// Asks something else of the account; goes on where it may be rendered.
    <A> Mono<A> ask(Principal caller, Query<A> query, Class<A> answer) {
        return find(caller, query.atLeast()).flatMap(there -> blocking.ask(() -> queries.ask(query, answer)));
    }

    /// The caller is told that its account has done something.
    void told(Principal caller, AccountAnswer answer) {
        written.asMap().merge(caller.uid(), answer.version(), Math::max);
    }

    private static boolean isNotThere(Throwable failure) {
        return failure instanceof RefusedException refused && refused.refusal().code() == RefusalCode.NOT_FOUND;
    }

    private static Flux<Long> again(Flux<Long> looks) {
        return looks.delayElements(LOOK_AGAIN_EVERY);
    }
}
