package io.verbatim.standalone.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// A backup: one folder for each store, and a mark that is made last. What has no mark is not restored.
final class BackupFolder {

    /// The stores, in the order in which they are copied: the log first, so that the vault has every key and handle
    /// that the log's events name.
    static final List<String> STORES = List.of("log", "vault");

    private static final String MARK = "verbatim-backup";
    private static final String FORMAT = "format 1\n";

    private final Path folder;

    private BackupFolder(Path folder) {
        this.folder = folder;
    }

    /// A folder for a new backup.
    ///
    /// @throws RefusedException if there is something in it
    static BackupFolder begin(Path folder) throws IOException {
        if (!Folders.isAbsentOrEmpty(folder)) {
            throw new RefusedException("backup folder: " + folder + " is not empty (expected: a new or empty folder)");
        }
        Folders.makePrivate(folder);
        return new BackupFolder(folder);
    }

    /// A finished backup.
    ///
    /// @throws RefusedException if it is none
    static BackupFolder finished(Path folder) throws IOException {
        Path mark = folder.resolve(MARK);
        if (Files.notExists(mark)) {
            throw new RefusedException("backup: " + folder + " is none, or was not finished (expected: a backup)");
        }
        String format = Files.readString(mark);
        if (!format.equals(FORMAT)) {
            throw new RefusedException("backup: " + format.strip() + " (expected: " + FORMAT.strip() + ")");
        }
        for (String store : STORES) {
            if (!Files.isDirectory(folder.resolve(store))) {
                throw new RefusedException("backup: " + folder + " lacks " + store + " (expected: " + STORES + ")");
            }
        }
        return new BackupFolder(folder);
    }

    /// Fills the folder, makes it durable, and then the mark; if it fails, leaves the folder empty.
    void fill(Filling filling) throws IOException {
        try {
            for (String store : STORES) {
                filling.copy(store, store(store));
            }
            finish();
        } catch (IOException | RuntimeException failed) {
            Folders.clear(folder);
            throw failed;
        }
    }

    Path store(String name) {
        return folder.resolve(name);
    }

    private void finish() throws IOException {
        Folders.sync(folder);
        Path unfinished = folder.resolve(MARK + ".tmp");
        Files.writeString(unfinished, FORMAT);
        Folders.force(unfinished);
        Files.move(unfinished, folder.resolve(MARK), StandardCopyOption.ATOMIC_MOVE);
        Folders.force(folder);
    }

    /// Copies one store.
    @FunctionalInterface
    interface Filling {
        void copy(String store, Path target) throws IOException;
    }
}
