package io.verbatim.standalone.backup;

import io.verbatim.api.backup.Checkpointed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Backs up the stores while they are in use; everything that was acknowledged before it began is in it.
public final class LiveBackup {

    private final Map<String, Checkpointed> stores;

    /// @throws IllegalArgumentException unless the log and the vault are there
    public LiveBackup(List<Checkpointed> stores) {
        this.stores = stores.stream().collect(Collectors.toMap(Checkpointed::name, Function.identity()));
        if (!this.stores.keySet().containsAll(BackupFolder.STORES)) {
            throw new IllegalArgumentException(
                    "stores: " + this.stores.keySet() + " (expected: " + BackupFolder.STORES + ")");
        }
    }

    /// Copies the log, then the vault; one backup at a time.
    ///
    /// @throws RefusedException if the folder is not empty
    synchronized void into(Path folder) throws IOException {
        BackupFolder.begin(folder).fill((name, target) -> {
            Checkpointed store = stores.get(name);
            if (store != null) {
                store.checkpoint(target);
            }
        });
    }
}
