package io.verbatim.gateway.http.account;

import io.verbatim.api.DeviceId;
import io.verbatim.api.account.AccountView;
import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.RefreshTokens;
import io.verbatim.api.vault.Sealed;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// The caller's devices.
final class DeviceRoutes implements Endpoints {
    private final OwnAccounts accounts;
    private final Devices devices;
    private final Keys keys;
    private final RefreshTokens tokens;
    private final LastTold lastTold;

    DeviceRoutes(OwnAccounts accounts, Devices devices, Keys keys, RefreshTokens tokens, LastTold lastTold) {
        this.accounts = accounts;
        this.devices = devices;
        this.keys = keys;
        this.tokens = tokens;
        this.lastTold = lastTold;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/me/devices", this::devices),
                Endpoint.delete("/v1/me/devices/{device}", this::signOut));
    }

    private Mono<ServerResponse> devices(Call call) {
        Principal caller = call.caller();
        return accounts.find(caller, call.atLeast(lastTold)).flatMap(view -> {
            Map<DeviceId, Instant> lastGiven = tokens.lastGiven(caller.uid());
            return Answers.ok(new Shown(view.devices().stream()
                    .map(device -> shown(device, caller, lastGiven))
                    .toList()));
        });
    }

    /// One that is not there is signed out already.
    private Mono<ServerResponse> signOut(Call call) {
        String device = call.path("device");
        if (!DeviceId.isValid(device)) {
            return Mono.error(new ProblemException(ProblemName.NOT_FOUND));
        }
        Principal caller = call.caller();
        return devices.signOut(caller.uid(), DeviceId.of(device), caller.metadata())
                .doOnNext(answer -> accounts.told(caller, answer))
                .then(Answers.noContent());
    }

    private Device shown(AccountView.Device device, Principal caller, Map<DeviceId, Instant> lastGiven) {
        Sealed name = device.name();
        return new Device(
                device.device().value(),
                name == null ? null : keys.open(name),
                device.createdAt(),
                lastGiven.getOrDefault(device.device(), device.createdAt()),
                device.device().equals(caller.device()));
    }

    private record Shown(List<Device> devices) {}

    /// @param lastSeenAt when it was last given a token
    private record Device(
            String device, @Nullable String deviceName, Instant createdAt, Instant lastSeenAt, boolean current) {}
}
