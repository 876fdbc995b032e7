package io.verbatim.vault;

import io.verbatim.api.Uid;
import io.verbatim.api.vault.Credentials;
import io.verbatim.api.vault.VaultBusyException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Credentials, staged before the event that makes one of them hold. A password that is staged already is
/// taken over.
final class RocksCredentials implements Credentials {

    private static final int ID_CHARACTERS = 16;

    private final VaultStore store;
    private final Clock clock;
    private final RandomValues random;
    private final PasswordHashes hashes;

    RocksCredentials(VaultStore store, Clock clock, RandomValues random, PasswordHashes hashes) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.hashes = hashes;
    }

    @Override
    public CompletionStage<String> stage(Uid uid, String password) {
        if (load(uid).isFullAt(clock.instant())) {
            return CompletableFuture.failedFuture(full());
        }
        return hashes.run(() -> {
            StagedCredentials before = load(uid);
            String known = matching(before.all(), password);
            return known != null ? known : add(uid, before, password);
        });
    }

    @Override
    public CompletionStage<@Nullable String> match(@Nullable Uid uid, String password) {
        return hashes.run(() -> {
            StagedCredentials staged = uid == null ? StagedCredentials.NONE : load(uid);
            if (staged.all().isEmpty()) {
                hashes.matchNobodys(password);
                return null;
            }
            return matching(staged.all(), password);
        });
    }

    @Override
    public boolean isKept(Uid uid, String credential) {
        return load(uid).all().stream().anyMatch(entry -> entry.id().equals(credential));
    }

    @Override
    public void keepOnly(Uid uid, String credential) {
        store.people().<@Nullable Void>locked(uid, () -> {
            StagedCredentials before = load(uid);
            StagedCredentials after = before.only(credential, clock.instant());
            if (!after.equals(before)) {
                save(uid, after);
            }
            return null;
        });
    }

    /// Adds a credential, unless meanwhile another attempt has added one with the same password: of two
    /// attempts to
    /// register, whichever the event names, the password must match that one.
    private String add(Uid uid, StagedCredentials before, String password) {
        String hash = hashes.hash(password);
        return store.people().locked(uid, () -> {
            store.requireNotErased(uid);
            StagedCredentials now = load(uid);
            String known = matching(
                    now.all().stream()
                            .filter(entry -> !before.all().contains(entry))
                            .toList(),
                    password);
            if (known != null) {
                return known;
            }
            StagedCredentials.Entry entry = new StagedCredentials.Entry(random.id(ID_CHARACTERS), clock.millis(), hash);
            StagedCredentials more = now.with(entry);
            if (more == null) {
                throw full();
            }
            save(uid, more);
            return entry.id();
        });
    }

    private @Nullable String matching(List<StagedCredentials.Entry> entries, String password) {
        for (StagedCredentials.Entry entry : entries) {
            if (hashes.matches(password, entry.hash())) {
                return entry.id();
            }
        }
        return null;
    }

    private StagedCredentials load(Uid uid) {
        StagedCredentials stored = VaultJson.read(store.get("c/" + uid), StagedCredentials.class);
        return stored == null ? StagedCredentials.NONE : stored;
    }

    /// All of the person's, as a part of its erasure. Under the person's lock.
    static void erase(Uid uid, Changes changes) {
        changes.delete("c/" + uid);
    }

    private void save(Uid uid, StagedCredentials staged) {
        store.write(new Changes().put("c/" + uid, VaultJson.write(staged)));
    }

    private static VaultBusyException full() {
        return new VaultBusyException("credentials staged: " + StagedCredentials.LIMIT + " (expected: fewer)");
    }
}
