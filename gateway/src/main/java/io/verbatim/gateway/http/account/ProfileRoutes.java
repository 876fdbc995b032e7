package io.verbatim.gateway.http.account;

import io.verbatim.api.AtLeast;
import io.verbatim.api.account.PeoplePage;
import io.verbatim.api.account.SearchPeople;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.http.account.AccountProperties.Search;
import io.verbatim.gateway.input.Texts;
import io.verbatim.gateway.limits.GatewayLimits;
import java.util.List;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Others' profiles.
final class ProfileRoutes implements Endpoints {
    private final FoundPeople people;
    private final Queries queries;
    private final Search search;
    private final LastTold lastTold;
    private final GatewayLimits limits;
    private final Blocking blocking;

    ProfileRoutes(
            FoundPeople people,
            Queries queries,
            Search search,
            LastTold lastTold,
            GatewayLimits limits,
            Blocking blocking) {
        this.people = people;
        this.queries = queries;
        this.search = search;
        this.lastTold = lastTold;
        this.limits = limits;
        this.blocking = blocking;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/users", this::users), Endpoint.get("/v1/users/{userId}", this::user));
    }

    private Mono<ServerResponse> user(Call call) {
        AtLeast atLeast = call.atLeast(lastTold);
        return people.called(call.path("userId"))
                .flatMap(uid -> people.profile(call.caller(), uid, atLeast))
                .switchIfEmpty(Mono.error(() -> new ProblemException(ProblemName.NOT_FOUND)))
                .flatMap(Answers::ok);
    }

    private Mono<ServerResponse> users(Call call) {
        List<String> ids = call.ids(limits.ids());
        if (ids != null) {
            return people.called(call.caller(), ids, call.atLeast(lastTold));
        }
        String beginning = call.parameter("q");
        if (beginning == null) {
            return Mono.error(new ProblemException(Problem.invalid("ids", "absent (expected: user ids)")));
        }
        return search(call, beginning);
    }

    private Mono<ServerResponse> search(Call call, String beginning) {
        if (search == Search.CLOSED) {
            return Mono.error(new ProblemException(ProblemName.FORBIDDEN, "q: finding people by name is closed"));
        }
        String fault = Texts.fault(beginning, limits.displayName());
        if (fault != null) {
            return Mono.error(new ProblemException(Problem.invalid("q", fault)));
        }
        SearchPeople query = new SearchPeople(
                call.caller().uid(),
                beginning,
                search == Search.CONTACTS,
                call.limit(limits.page(), limits.pageMax()),
                call.place("after"),
                call.atLeast(lastTold));
        return blocking.ask(() -> queries.ask(query, PeoplePage.class)).flatMap(page -> people.page(call, page));
    }
}
