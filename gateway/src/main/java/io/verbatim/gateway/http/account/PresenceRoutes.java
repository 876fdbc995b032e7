package io.verbatim.gateway.http.account;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.presence.FindPresences;
import io.verbatim.api.presence.FindPresences.Look;
import io.verbatim.api.presence.Presences;
import io.verbatim.api.vault.Handles;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.wire.WirePresence;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Whether somebody is online.
final class PresenceRoutes implements Endpoints {
    private final People people;
    private final Handles handles;
    private final Queries queries;
    private final LastTold lastTold;
    private final Blocking blocking;

    PresenceRoutes(People people, Handles handles, Queries queries, LastTold lastTold, Blocking blocking) {
        this.people = people;
        this.handles = handles;
        this.queries = queries;
        this.lastTold = lastTold;
        this.blocking = blocking;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/users/{userId}/presence", this::presence));
    }

    private Mono<ServerResponse> presence(Call call) {
        String userId = call.path("userId");
        AtLeast atLeast = call.atLeast(lastTold);
        return blocking.<Uid>call(() -> uid(userId))
                .flatMap(uid -> people.find(uid, atLeast))
                .switchIfEmpty(Mono.error(() -> new ProblemException(ProblemName.NOT_FOUND)))
                .flatMap(profile -> presence(call.caller().uid(), profile.uid(), atLeast));
    }

    private Mono<ServerResponse> presence(Uid caller, Uid person, AtLeast atLeast) {
        FindPresences query = new FindPresences(List.of(new Look(caller, person)), atLeast);
        return blocking.ask(() -> queries.ask(query, Presences.class)).flatMap(answer -> {
            lastTold.told(caller, answer.position());
            return Answers.ok(WirePresence.of(null, answer.presences().getFirst()));
        });
    }

    private @Nullable Uid uid(String userId) {
        return Handle.isValid(userId) ? handles.find(Handle.of(userId)) : null;
    }
}
