package io.verbatim.gateway.http.account;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.account.FindBlocks;
import io.verbatim.api.account.PeoplePage;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.limits.GatewayLimits;
import java.util.List;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Whom the caller blocks.
final class BlockRoutes implements Endpoints {
    private final Blocks blocks;
    private final OwnAccounts accounts;
    private final FoundPeople people;
    private final LastTold lastTold;
    private final GatewayLimits limits;

    BlockRoutes(Blocks blocks, OwnAccounts accounts, FoundPeople people, LastTold lastTold, GatewayLimits limits) {
        this.blocks = blocks;
        this.accounts = accounts;
        this.people = people;
        this.lastTold = lastTold;
        this.limits = limits;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/me/blocks", this::blocks),
                Endpoint.put("/v1/me/blocks/{userId}", this::block),
                Endpoint.delete("/v1/me/blocks/{userId}", this::unblock));
    }

    private Mono<ServerResponse> blocks(Call call) {
        Principal caller = call.caller();
        AtLeast atLeast = call.atLeast(lastTold);
        FindBlocks query =
                new FindBlocks(caller.uid(), call.limit(limits.page(), limits.pageMax()), call.place("after"), atLeast);
        return accounts.ask(caller, query, PeoplePage.class).flatMap(page -> people.page(call, page));
    }

    private Mono<ServerResponse> block(Call call) {
        return other(call)
                .flatMap(person -> people.profile(call.caller(), person, AtLeast.ANYTHING)
                        .switchIfEmpty(Mono.error(BlockRoutes::nobody))
                        .then(blocks.block(call.caller(), person)))
                .then(Answers.noContent());
    }

    private Mono<ServerResponse> unblock(Call call) {
        return other(call)
                .flatMap(person -> blocks.unblock(call.caller(), person))
                .then(Answers.noContent());
    }

    private Mono<Uid> other(Call call) {
        return people.called(call.path("userId"))
                .switchIfEmpty(Mono.error(BlockRoutes::nobody))
                .filter(person -> !person.equals(call.caller().uid()))
                .switchIfEmpty(Mono.error(
                        () -> new ProblemException(Problem.invalid("userId", "oneself (expected: somebody else)"))));
    }

    private static ProblemException nobody() {
        return new ProblemException(ProblemName.NOT_FOUND);
    }
}
