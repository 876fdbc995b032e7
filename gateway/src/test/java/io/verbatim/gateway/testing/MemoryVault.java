package io.verbatim.gateway.testing;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.Credentials;
import io.verbatim.api.vault.Erasures;
import io.verbatim.api.vault.GatewayBeats;
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.RefreshTokens;
import io.verbatim.api.vault.Secrets;
import io.verbatim.api.vault.StreamTickets;
import io.verbatim.testkit.People;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// A vault in memory that hides nothing.
public final class MemoryVault
        implements Handles, Secrets, Credentials, RefreshTokens, StreamTickets, Erasures, GatewayBeats {
    /// When every token was given.
    public static final Instant GIVEN = Instant.parse("2026-11-24T13:00:00Z");

    private volatile Instant endsAt = GIVEN;
    private final Map<String, Instant> ended = new ConcurrentHashMap<>();
    private final Map<Uid, Boolean> erased = new ConcurrentHashMap<>();
    private final Map<Handle, Uid> uids = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger(100);
    private final Map<Uid, List<Staged>> credentials = new ConcurrentHashMap<>();
    private final Map<String, Grant> families = new ConcurrentHashMap<>();
    private final Map<String, Grant> spent = new ConcurrentHashMap<>();
    private final Map<String, Holder> tickets = new ConcurrentHashMap<>();
    private final Map<String, Beat> beats = new ConcurrentHashMap<>();
    private final List<String> matched = new CopyOnWriteArrayList<>();
    private volatile boolean beatsFail;
    private volatile Supplier<RuntimeException> matchFails = () -> null;

    /// The sample people with their handles.
    public MemoryVault() {
        List.of(People.ANA, People.BOB, People.CARLA, People.DAVID)
                .forEach(person -> uids.put(person.handle(), person.uid()));
    }

    /// Forgets everything but who is called how.
    public void reset() {
        credentials.clear();
        families.clear();
        spent.clear();
        tickets.clear();
        erased.clear();
        ended.clear();
    }

    /// How many passwords are kept for a person.
    public int staged(Uid uid) {
        return credentials.getOrDefault(uid, List.of()).size();
    }

    /// For whom passwords were checked; `null` is nobody.
    public List<String> matched() {
        return List.copyOf(matched);
    }

    /// The device's present grant.
    public Grant grantOf(Uid uid, DeviceId device) {
        return families.values().stream()
                .filter(grant -> grant.uid().equals(uid) && grant.device().equals(device))
                .findFirst()
                .orElseThrow();
    }

    /// Whether the device has tokens that hold.
    public boolean isSignedIn(Uid uid, DeviceId device) {
        return families.values().stream()
                .anyMatch(grant -> grant.uid().equals(uid) && grant.device().equals(device));
    }

    public void failMatches(Supplier<RuntimeException> failure) {
        matchFails = failure;
    }

    @Override
    public Uid reserve(Handle handle) {
        return uids.computeIfAbsent(handle, fresh -> People.uid(made.incrementAndGet()));
    }

    @Override
    public Uid find(Handle handle) {
        return uids.get(handle);
    }

    @Override
    public Handle handleOf(Uid uid) {
        return uids.entrySet().stream()
                .filter(entry -> entry.getValue().equals(uid))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    @Override
    public Credentials credentials() {
        return this;
    }

    @Override
    public RefreshTokens refreshTokens() {
        return this;
    }

    @Override
    public StreamTickets streamTickets() {
        return this;
    }

    @Override
    public byte[] named(String name) {
        byte[] secret = new byte[32];
        secret[0] = (byte) name.hashCode();
        return secret;
    }

    @Override
    public CompletionStage<String> stage(Uid uid, String password) {
        String id = UUID.randomUUID().toString();
        credentials.computeIfAbsent(uid, fresh -> new CopyOnWriteArrayList<>()).add(new Staged(id, password));
        return CompletableFuture.completedFuture(id);
    }

    @Override
    public CompletionStage<String> match(Uid uid, String password) {
        matched.add(String.valueOf(uid));
        RuntimeException failure = matchFails.get();
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        List<Staged> staged = uid == null ? List.of() : credentials.getOrDefault(uid, List.of());
        return CompletableFuture.completedFuture(staged.stream()
                .filter(one -> one.password.equals(password))
                .map(Staged::id)
                .findFirst()
                .orElse(null));
    }

    @Override
    public boolean isKept(Uid uid, String credential) {
        return credentials.getOrDefault(uid, List.of()).stream().anyMatch(one -> one.id.equals(credential));
    }

    @Override
    public String familyOf(Uid uid, DeviceId device) {
        return families.values().stream()
                .filter(grant -> grant.uid().equals(uid) && grant.device().equals(device))
                .map(Grant::family)
                .findFirst()
                .orElse(null);
    }

    @Override
    public Instant endedAt(Uid uid, DeviceId device) {
        return ended.get(uid + "/" + device);
    }

    /// From now on devices are signed out at this time.
    public void endAt(Instant time) {
        endsAt = time;
    }

    @Override
    public List<DeviceId> revokeAllBut(Uid uid, DeviceId device) {
        List<DeviceId> ended = lastGiven(uid).keySet().stream()
                .filter(other -> !other.equals(device))
                .toList();
        ended.forEach(other -> revoke(uid, other));
        return ended;
    }

    @Override
    public Map<DeviceId, Instant> lastGiven(Uid uid) {
        return families.values().stream()
                .filter(grant -> grant.uid().equals(uid))
                .collect(Collectors.toMap(Grant::device, grant -> GIVEN));
    }

    @Override
    public List<DeviceId> erase(Uid person) {
        if (erased.putIfAbsent(person, false) != null) {
            return List.of();
        }
        credentials.remove(person);
        List<DeviceId> devices = List.copyOf(lastGiven(person).keySet());
        devices.forEach(device -> revoke(person, device));
        return devices;
    }

    @Override
    public boolean isErased(Uid person) {
        return erased.containsKey(person);
    }

    @Override
    public List<Uid> unfinished() {
        return erased.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void finished(Uid person) {
        erased.put(person, true);
    }

    @Override
    public void keepOnly(Uid uid, String credential) {
        credentials.get(uid).removeIf(one -> !one.id.equals(credential));
    }

    @Override
    public Grant begin(Uid uid, DeviceId device) {
        revoke(uid, device);
        ended.remove(uid + "/" + device);
        Grant grant = new Grant(
                uid, device, UUID.randomUUID().toString(), UUID.randomUUID().toString());
        families.put(grant.refreshToken(), grant);
        return grant;
    }

    @Override
    public Rotation rotate(String refreshToken, String requestId) {
        Grant used = spent.get(refreshToken);
        if (used != null) {
            revoke(used.uid(), used.device());
            return new Rotation.Reused(used.uid(), used.device());
        }
        Grant current = families.remove(refreshToken);
        if (current == null) {
            return new Rotation.Unknown();
        }
        spent.put(refreshToken, current);
        Grant next = new Grant(
                current.uid(),
                current.device(),
                current.family(),
                UUID.randomUUID().toString());
        families.put(next.refreshToken(), next);
        return new Rotation.Rotated(next);
    }

    @Override
    public void revoke(Uid uid, DeviceId device) {
        ended.put(uid + "/" + device, endsAt);
        families.values()
                .removeIf(grant -> grant.uid().equals(uid) && grant.device().equals(device));
    }

    @Override
    public boolean revoke(Uid uid, DeviceId device, String family) {
        if (!isActive(uid, device, family)) {
            return false;
        }
        revoke(uid, device);
        return true;
    }

    @Override
    public boolean isActive(Uid uid, DeviceId device, String family) {
        return families.values().stream()
                .anyMatch(grant -> grant.uid().equals(uid)
                        && grant.device().equals(device)
                        && grant.family().equals(family));
    }

    @Override
    public Duration lifetime() {
        return Duration.ofSeconds(30);
    }

    @Override
    public String issue(Holder holder) {
        String ticket = UUID.randomUUID().toString();
        tickets.put(ticket, holder);
        return ticket;
    }

    @Override
    public Holder redeem(String ticket) {
        return tickets.remove(ticket);
    }

    @Override
    public void beat(String gateway, Instant at) {
        if (beatsFail) {
            throw new IllegalStateException("the vault takes nothing");
        }
        beats.put(gateway, new Beat(gateway, at, false));
    }

    /// Whether beats are refused from now on.
    public void failBeats(boolean fail) {
        beatsFail = fail;
    }

    /// The process of a gateway is gone.
    public void end(String gateway, Instant lastBeat) {
        beats.put(gateway, new Beat(gateway, lastBeat, true));
    }

    @Override
    public List<Beat> beats() {
        return List.copyOf(beats.values());
    }

    @Override
    public void forget(String gateway) {
        beats.remove(gateway);
    }

    private record Staged(String id, String password) {}
}
