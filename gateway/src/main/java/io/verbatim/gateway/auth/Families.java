package io.verbatim.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.RefreshTokens;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Which token families have not ended. What the vault said is trusted for a short while.
public final class Families {
    private final RefreshTokens tokens;
    private final Cache<Device, String> active;

    public Families(RefreshTokens tokens, AuthProperties properties, Clock clock) {
        this.tokens = tokens;
        this.active = Caffeine.newBuilder()
                .maximumSize(properties.familiesCached())
                .expireAfterWrite(properties.familyCache())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /// Whether the family is known to be active, without a look into the vault. False says nothing.
    public boolean isKnownActive(Principal caller) {
        return caller.family().equals(known(caller));
    }

    /// Whether the caller's family is active. May look into the vault: not for an event loop.
    public boolean isActive(Principal caller) {
        if (isKnownActive(caller)) {
            return true;
        }
        if (!tokens.isActive(caller.uid(), caller.device(), caller.family())) {
            return false;
        }
        active.put(new Device(caller.uid(), caller.device()), caller.family());
        return true;
    }

    /// Drops what is known of a device: its family has ended, or another has begun.
    public void revoked(Uid uid, DeviceId device) {
        active.invalidate(new Device(uid, device));
    }

    /// Drops what is known of all devices of a person.
    public void revoked(Uid uid) {
        active.asMap().keySet().removeIf(device -> device.uid().equals(uid));
    }

    private @Nullable String known(Principal caller) {
        return active.getIfPresent(new Device(caller.uid(), caller.device()));
    }

    private record Device(Uid uid, DeviceId device) {}
}
