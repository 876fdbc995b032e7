package io.verbatim.gateway.http.account;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.vault.Handles;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.wire.WireMapper;
import io.verbatim.gateway.wire.WireProfile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Profiles: the caller's own, and others'.
final class ProfileRoutes implements Endpoints {
    private final People people;
    private final Handles handles;
    private final WireMapper wire;
    private final LastTold lastTold;
    private final GatewayLimits limits;
    private final Blocking blocking;

    ProfileRoutes(
            People people,
            Handles handles,
            WireMapper wire,
            LastTold lastTold,
            GatewayLimits limits,
            Blocking blocking) {
        this.people = people;
        this.handles = handles;
        this.wire = wire;
        this.lastTold = lastTold;
        this.limits = limits;
        this.blocking = blocking;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/me", this::me),
                Endpoint.get("/v1/users", this::users),
                Endpoint.get("/v1/users/{userId}", this::user));
    }

    private Mono<ServerResponse> me(Call call) {
        return people.find(call.caller().uid(), call.atLeast(lastTold))
                // there is a token, so there is an account: its profile is on its way
                .switchIfEmpty(Mono.error(() -> new ProblemException(ProblemName.BEHIND)))
                .flatMap(view -> {
                    WireProfile profile = wire.profile(view);
                    return Answers.ok(new Me(profile.userId(), profile.version(), profile.displayName(), List.of()));
                });
    }

    private Mono<ServerResponse> user(Call call) {
        String userId = call.path("userId");
        AtLeast atLeast = call.atLeast(lastTold);
        return blocking.<Uid>call(() -> uid(userId))
                .flatMap(uid -> people.find(uid, atLeast))
                .switchIfEmpty(Mono.error(() -> new ProblemException(ProblemName.NOT_FOUND)))
                .flatMap(view -> Answers.ok(wire.profile(view)));
    }

    private Mono<ServerResponse> users(Call call) {
        List<String> ids = call.ids(limits.ids());
        if (ids == null) {
            return Mono.error(
                    call.parameter("q") == null
                            ? new ProblemException(Problem.invalid("ids", "absent (expected: user ids)"))
                            : new ProblemException(ProblemName.FORBIDDEN, "q: finding people by name is closed"));
        }
        AtLeast atLeast = call.atLeast(lastTold);
        return blocking.call(() ->
                        ids.stream().map(this::uid).filter(Objects::nonNull).toList())
                .flatMap(uids -> people.findAll(uids, atLeast).map(found -> profiles(uids, found)))
                .flatMap(profiles -> Answers.ok(new Users(profiles)));
    }

    private List<WireProfile> profiles(List<Uid> uids, Map<Uid, ProfileView> found) {
        return uids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(wire::profile)
                .toList();
    }

    private @Nullable Uid uid(String userId) {
        return Handle.isValid(userId) ? handles.find(Handle.of(userId)) : null;
    }

    private record Me(String userId, long version, @Nullable String displayName, List<String> roles) {}

    private record Users(List<WireProfile> users) {}
}
