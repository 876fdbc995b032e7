package io.verbatim.vault;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.Credentials;
import io.verbatim.api.vault.RefreshTokens;
import io.verbatim.api.vault.Secrets;
import io.verbatim.api.vault.StreamTickets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// All secrets of one store. Closing it ends the hashing; the store stays open.
final class RocksSecrets implements Secrets, AutoCloseable {

    private static final int SECRET_BYTES = 32;

    private final VaultStore store;
    private final RandomValues random;
    private final PasswordHashes hashes;
    private final Credentials credentials;
    private final RocksRefreshTokens refreshTokens;
    private final StreamTickets streamTickets;
    private final Map<String, byte[]> named = new ConcurrentHashMap<>(); // names come from the program: a few

    RocksSecrets(VaultStore store, Clock clock, RandomValues random, VaultProperties settings) {
        this.store = store;
        this.random = random;
        this.hashes = new PasswordHashes(settings.argon2(), settings.hashing(), random);
        this.credentials = new RocksCredentials(store, clock, random, hashes);
        this.refreshTokens = new RocksRefreshTokens(
                store, clock, random, settings.refreshTokenLifetime(), settings.refreshAnswerRepeat());
        this.streamTickets =
                new MemoryStreamTickets(clock, random, settings.streamTicketLifetime(), settings.streamTickets());
    }

    @Override
    public Credentials credentials() {
        return credentials;
    }

    @Override
    public RefreshTokens refreshTokens() {
        return refreshTokens;
    }

    @Override
    public StreamTickets streamTickets() {
        return streamTickets;
    }

    /// Destroys all that proves who the person is: it goes with the changes. Under the person's lock.
    List<DeviceId> erase(Uid person, Changes changes) {
        RocksCredentials.erase(person, changes);
        return refreshTokens.erase(person, changes);
    }

    @Override
    public byte[] named(String name) {
        return named.computeIfAbsent(name, this::loadOrMake).clone();
    }

    @Override
    public void close() {
        hashes.close();
    }

    private byte[] loadOrMake(String name) {
        String key = "n/" + name;
        byte[] stored = store.get(key);
        if (stored != null) {
            return stored;
        }
        byte[] made = random.bytes(SECRET_BYTES);
        store.write(new Changes().put(key, made));
        return made;
    }
}
