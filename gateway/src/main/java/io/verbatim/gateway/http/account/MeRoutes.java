package io.verbatim.gateway.http.account;

import io.verbatim.api.account.AccountView;
import io.verbatim.api.account.LastSeenVisibility;
import io.verbatim.api.account.UpdateProfile;
import io.verbatim.api.vault.Keys;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.input.JsonFields;
import io.verbatim.gateway.input.Texts;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.wire.WireMapper;
import io.verbatim.gateway.wire.WireProfile;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// The caller's own profile and settings.
final class MeRoutes implements Endpoints {
    private final OwnAccounts accounts;
    private final Keys keys;
    private final WireMapper wire;
    private final LastTold lastTold;
    private final GatewayLimits limits;
    private final Blocking blocking;

    MeRoutes(
            OwnAccounts accounts,
            Keys keys,
            WireMapper wire,
            LastTold lastTold,
            GatewayLimits limits,
            Blocking blocking) {
        this.accounts = accounts;
        this.keys = keys;
        this.wire = wire;
        this.lastTold = lastTold;
        this.limits = limits;
        this.blocking = blocking;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/me", this::me), Endpoint.patch("/v1/me", this::change));
    }

    private Mono<ServerResponse> me(Call call) {
        return accounts.find(call.caller(), call.atLeast(lastTold)).flatMap(view -> Answers.ok(shown(view)));
    }

    private Mono<ServerResponse> change(Call call) {
        Principal caller = call.caller();
        return call.body()
                .map(this::read)
                .flatMap(patch ->
                        accounts.find(caller, call.atLeast(lastTold)).flatMap(before -> change(caller, patch, before)))
                .then(Mono.defer(() -> me(call)));
    }

    /// A name that is the same already is not recorded again.
    private Mono<Boolean> change(Principal caller, Patch patch, AccountView before) {
        String present = wire.profile(before.profile()).displayName();
        String name = Objects.equals(patch.displayName, present) ? null : patch.displayName;
        if (name == null && (patch.visibility == null || patch.visibility == before.visibility())) {
            return Mono.just(false);
        }
        return blocking.call(() -> new UpdateProfile(
                        caller.uid(), name == null ? null : keys.sealProfile(caller.uid(), name), patch.visibility))
                .flatMap(command -> accounts.command(caller, command))
                .thenReturn(true);
    }

    private Patch read(JsonFields fields) {
        String displayName = fields.text("displayName");
        String fault = displayName == null ? null : Texts.fault(displayName, limits.displayName());
        if (fields.removes("displayName")) {
            fault = "null (expected: a name)";
        }
        if (fault != null) {
            fields.invalid("displayName", fault);
        }
        if (fields.has("avatarMediaId")) {
            fields.invalid("avatarMediaId", "not offered by this server (expected: absent)");
        }
        LastSeenVisibility visibility = visibility(fields);
        fields.requireValid();
        return new Patch(displayName, visibility);
    }

    /// Removed, it is what it was at first.
    private static @Nullable LastSeenVisibility visibility(JsonFields fields) {
        if (fields.removes("lastSeenVisibility")) {
            return LastSeenVisibility.EVERYONE;
        }
        String name = fields.text("lastSeenVisibility");
        LastSeenVisibility visibility = name == null ? null : LastSeenVisibility.named(name);
        if (name != null && visibility == null) {
            fields.invalid("lastSeenVisibility", "another text (expected: everyone, contacts or nobody)");
        }
        return visibility;
    }

    private Me shown(AccountView view) {
        WireProfile profile = wire.profile(view.profile());
        return new Me(
                profile.userId(),
                profile.version(),
                profile.displayName(),
                view.visibility().wireName(),
                List.of());
    }

    private record Patch(
            @Nullable String displayName, @Nullable LastSeenVisibility visibility) {}

    private record Me(
            String userId, long version, @Nullable String displayName, String lastSeenVisibility, List<String> roles) {}
}
