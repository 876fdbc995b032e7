package io.verbatim.vault;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.RefreshTokens;
import io.verbatim.api.vault.Sealed;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Token families, one record per device. Any token but the newest of a family is taken for a used one:
/// only who has
/// had a token of it knows its locator, so no list of used ones is kept.
final class RocksRefreshTokens implements RefreshTokens {

    private static final int FAMILY_CHARACTERS = 16;

    private final VaultStore store;
    private final Clock clock;
    private final RandomValues random;
    private final Duration lifetime;
    private final Duration repeatable;

    /// @param lifetime how long a token may stay unused
    /// @param repeatable how long a rotation may be repeated with its request id
    RocksRefreshTokens(VaultStore store, Clock clock, RandomValues random, Duration lifetime, Duration repeatable) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.lifetime = lifetime;
        this.repeatable = repeatable;
    }

    @Override
    public Grant begin(Uid uid, DeviceId device) {
        Owner owner = new Owner(uid, device);
        RefreshToken token = RefreshToken.next(random.text(RefreshToken.LOCATOR_BYTES), random);
        TokenFamily family =
                new TokenFamily(random.id(FAMILY_CHARACTERS), token.locator(), token.hash(), clock.millis(), List.of());
        return store.people().locked(uid, () -> {
            store.requireNotErased(uid);
            Changes changes = new Changes();
            TokenFamily former = load(owner);
            if (former != null) {
                changes.delete(locatorKey(former.locator()));
            }
            store.write(changes.delete(endedKey(owner))
                    .put(owner.key(), VaultJson.write(family))
                    .put(locatorKey(family.locator()), VaultJson.write(owner)));
            return new Grant(uid, device, family.id(), token.value());
        });
    }

    @Override
    public Rotation rotate(String refreshToken, @Nullable String requestId) {
        RefreshToken offered = RefreshToken.parse(refreshToken);
        Owner owner = offered == null ? null : VaultJson.read(store.get(locatorKey(offered.locator())), Owner.class);
        if (offered == null || owner == null) {
            return new Rotation.Unknown();
        }
        return store.people().locked(owner.uid, () -> {
            TokenFamily family = load(owner);
            if (family == null || !family.locator().equals(offered.locator())) {
                return new Rotation.Unknown();
            }
            return rotate(owner, family, offered, requestId);
        });
    }

    @Override
    public void revoke(Uid uid, DeviceId device) {
        Owner owner = new Owner(uid, device);
        store.people().<@Nullable Void>locked(uid, () -> {
            if (load(owner) != null) {
                Changes changes = new Changes();
                end(owner, changes);
                store.write(changes);
            }
            return null;
        });
    }

    @Override
    public boolean revoke(Uid uid, DeviceId device, String family) {
        Owner owner = new Owner(uid, device);
        return store.people().locked(uid, () -> {
            TokenFamily stored = load(owner);
            if (stored == null || !stored.id().equals(family)) {
                return false;
            }
            Changes changes = new Changes();
            end(owner, changes);
            store.write(changes);
            return true;
        });
    }

    @Override
    public @Nullable String familyOf(Uid uid, DeviceId device) {
        TokenFamily family = load(new Owner(uid, device));
        return family == null || isExpired(family) ? null : family.id();
    }

    @Override
    public @Nullable Instant endedAt(Uid uid, DeviceId device) {
        byte[] millis = store.get(endedKey(new Owner(uid, device)));
        return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(VaultStore.text(millis)));
    }

    @Override
    public List<DeviceId> revokeAllBut(Uid uid, DeviceId device) {
        return store.people().locked(uid, () -> {
            Changes changes = new Changes();
            List<DeviceId> ended = new ArrayList<>();
            for (Owner owner : ownersOf(uid)) {
                if (!owner.device.equals(device)) {
                    end(owner, changes);
                    ended.add(owner.device);
                }
            }
            if (!ended.isEmpty()) {
                store.write(changes);
            }
            return List.copyOf(ended);
        });
    }

    @Override
    public Map<DeviceId, Instant> lastGiven(Uid uid) {
        Map<DeviceId, Instant> given = new HashMap<>();
        for (Owner owner : ownersOf(uid)) {
            TokenFamily family = load(owner);
            if (family != null && !isExpired(family)) {
                given.put(owner.device, Instant.ofEpochMilli(family.usedAt()));
            }
        }
        return given;
    }

    /// Ends all of the person's, as a part of its erasure: they go with the changes. Under the person's lock.
    List<DeviceId> erase(Uid uid, Changes changes) {
        List<Owner> owners = ownersOf(uid);
        owners.forEach(owner -> end(owner, changes));
        return owners.stream().map(Owner::device).toList();
    }

    @Override
    public boolean isActive(Uid uid, DeviceId device, String family) {
        TokenFamily stored = load(new Owner(uid, device));
        return stored != null && stored.id().equals(family) && !isExpired(stored);
    }

    private Rotation rotate(Owner owner, TokenFamily family, RefreshToken offered, @Nullable String requestId) {
        if (isExpired(family)) {
            end(owner, family);
            return new Rotation.Unknown();
        }
        byte[] hash = offered.hash();
        if (MessageDigest.isEqual(hash, family.current())) {
            return new Rotation.Rotated(advance(owner, family, offered, requestId));
        }
        TokenFamily.Answer answer =
                requestId == null ? null : family.answerTo(hash, requestId, clock.millis() - repeatable.toMillis());
        if (answer != null) {
            String given = offered.answerKey(random).open(new Sealed("answer", answer.nonce(), answer.sealed()));
            return new Rotation.Rotated(grant(owner, family, given));
        }
        end(owner, family);
        return new Rotation.Reused(owner.uid, owner.device);
    }

    private Grant advance(Owner owner, TokenFamily family, RefreshToken offered, @Nullable String requestId) {
        RefreshToken next = RefreshToken.next(family.locator(), random);
        long now = clock.millis();
        TokenFamily.Answer answer = null;
        if (requestId != null) {
            Sealed sealed = offered.answerKey(random).seal(next.value());
            answer = new TokenFamily.Answer(offered.hash(), requestId, now, sealed.nonce(), sealed.bytes());
        }
        TokenFamily rotated = family.rotated(next.hash(), now, repeatable.toMillis(), answer);
        store.write(new Changes().put(owner.key(), VaultJson.write(rotated)));
        return grant(owner, family, next.value());
    }

    private static Grant grant(Owner owner, TokenFamily family, String token) {
        return new Grant(owner.uid, owner.device, family.id(), token);
    }

    private void end(Owner owner, TokenFamily family) {
        store.write(new Changes().delete(owner.key()).delete(locatorKey(family.locator())));
    }

    private void end(Owner owner, Changes changes) {
        TokenFamily family = load(owner);
        if (family != null) {
            changes.delete(owner.key()).delete(locatorKey(family.locator()));
        }
        changes.put(endedKey(owner), VaultStore.ascii(Long.toString(clock.millis())));
    }

    private List<Owner> ownersOf(Uid uid) {
        String prefix = "rd/" + uid + "/";
        return store.keys(prefix).stream()
                .map(key -> new Owner(uid, DeviceId.of(key.substring(prefix.length()))))
                .toList();
    }

    private boolean isExpired(TokenFamily family) {
        return family.usedAt() <= clock.millis() - lifetime.toMillis();
    }

    private @Nullable TokenFamily load(Owner owner) {
        return VaultJson.read(store.get(owner.key()), TokenFamily.class);
    }

    private static String endedKey(Owner owner) {
        return "re/" + owner.uid + "/" + owner.device;
    }

    private static String locatorKey(String locator) {
        return "rl/" + locator;
    }

    private record Owner(Uid uid, DeviceId device) {

        String key() {
            return "rd/" + uid + "/" + device;
        }
    }
}
