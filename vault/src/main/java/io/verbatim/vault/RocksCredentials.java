package io.verbatim.vault;

import io.verbatim.api.Uid;
import io.verbatim.api.vault.Credentials;
import io.verbatim.api.vault.VaultBusyException;
import java.time.Clock;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Credentials, staged before the event that makes one of them hold.
final class RocksCredentials implements Credentials {

    private static final int ID_CHARACTERS = 16;

    private final VaultStore store;
    private final Clock clock;
    private final RandomValues random;
    private final PasswordHashes hashes;
    private final Stripes people = new Stripes();

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
            String hash = hashes.hash(password);
            String id = random.id(ID_CHARACTERS);
            add(uid, new StagedCredentials.Entry(id, clock.millis(), hash));
            return id;
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
            return staged.all().stream()
                    .sorted(Comparator.comparing(entry -> !entry.id().equals(staged.held())))
                    .filter(entry -> hashes.matches(password, entry.hash()))
                    .map(StagedCredentials.Entry::id)
                    .findFirst()
                    .orElse(null);
        });
    }

    @Override
    public void keepOnly(Uid uid, String credential) {
        people.<@Nullable Void>locked(uid, () -> {
            StagedCredentials before = load(uid);
            StagedCredentials after = before.only(credential);
            if (!after.equals(before)) {
                save(uid, after);
            }
            return null;
        });
    }

    private void add(Uid uid, StagedCredentials.Entry entry) {
        people.<@Nullable Void>locked(uid, () -> {
            StagedCredentials more = load(uid).with(entry);
            if (more == null) {
                throw full();
            }
            save(uid, more);
            return null;
        });
    }

    private StagedCredentials load(Uid uid) {
        StagedCredentials stored = VaultJson.read(store.get("c/" + uid), StagedCredentials.class);
        return stored == null ? StagedCredentials.NONE : stored;
    }

    private void save(Uid uid, StagedCredentials staged) {
        store.write(new VaultStore.Changes().put("c/" + uid, VaultJson.write(staged)));
    }

    private static VaultBusyException full() {
        return new VaultBusyException("credentials staged: " + StagedCredentials.LIMIT + " (expected: fewer)");
    }
}
