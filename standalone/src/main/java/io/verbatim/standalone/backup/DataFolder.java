package io.verbatim.standalone.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Where a process keeps everything: `log`, `vault` and `views`.
public final class DataFolder {

    /// There while a restore has begun and not ended.
    static final String RESTORING = ".restoring";

    private static final String LOCK = "LOCK";

    private DataFolder() {}

    /// Makes the folder ready to be served, for its owner alone.
    ///
    /// @throws IllegalStateException if a restore into it has begun and not ended
    public static void prepare(Path folder) {
        if (Files.exists(folder.resolve(RESTORING))) {
            throw new IllegalStateException(
                    "data: " + folder + " is half restored (expected: the restore repeated, or the folder deleted)");
        }
        try {
            if (Files.notExists(folder)) {
                Folders.makePrivate(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("data: " + folder + " (expected: a folder that can be made)", failed);
        }
    }

    /// Copies a store that nobody has open, and keeps others from opening it meanwhile.
    ///
    /// @throws RefusedException if a process has it open
    static void copyStore(Path store, Path to) throws IOException {
        try (FileChannel lock = FileChannel.open(store.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock held = lock.tryLock()) {
            if (held == null) {
                throw new RefusedException(
                        "store: " + store + " is in use by a process that cannot be asked (expected: none)");
            }
            Folders.copy(store, to);
        }
    }
}
