package io.verbatim.standalone.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// `backup` and `restore` of the command line. Neither starts the program.
public final class BackupCommands {

    private final Path dataFolder;
    private final EpochRenewal epochs;
    private final PrintStream out;

    /// @param dataFolder what is backed up, or restored
    /// @param epochs how a restored log gets a new epoch
    /// @param out for what was done
    public BackupCommands(Path dataFolder, EpochRenewal epochs, PrintStream out) {
        this.dataFolder = dataFolder;
        this.epochs = epochs;
        this.out = out;
    }

    /// Backs up into a new or empty folder: asks the process that serves the data folder, or copies it if there is
    /// none.
    ///
    /// @throws RefusedException with the reason, if it is not done
    public void backup(Path folder) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        String answer = ControlClient.ask(dataFolder, ControlSocket.BACKUP + target);
        if (answer == null) {
            copyStores(target);
            out.println("Backed up " + dataFolder + " to " + target + "; no process serves it");
        } else if (answer.equals(ControlSocket.OK)) {
            out.println("Backed up " + dataFolder + " to " + target + ", while it is served");
        } else {
            throw new RefusedException(answer);
        }
    }

    /// Restores a backup into a data folder that does not exist or is empty. The log gets a new epoch, so that no
    /// client goes on from a place that is no more; the views are built anew at the next start.
    ///
    /// @throws RefusedException with the reason, if it is not done
    public void restore(Path folder) throws IOException {
        BackupFolder backup = BackupFolder.finished(folder.toAbsolutePath().normalize());
        try (DataFolder data = DataFolder.hold(dataFolder)) {
            if (!data.isEmpty() && !data.isHalfRestored()) {
                throw new RefusedException("data: " + dataFolder + " is not empty (expected: a new or empty folder)");
            }
            data.beginRestore();
            for (String name : BackupFolder.STORES) {
                Folders.copy(backup.store(name), data.store(name));
            }
            epochs.renew(data.store("log"));
            data.endRestore();
        }
        out.println("Restored " + dataFolder + " from " + folder + "; every client is told to begin anew");
    }

    private void copyStores(Path target) throws IOException {
        if (Files.notExists(dataFolder.resolve(BackupFolder.STORES.getFirst()))) {
            throw new RefusedException("data: nothing in " + dataFolder + " (expected: a folder that was served)");
        }
        try (DataFolder data = DataFolder.hold(dataFolder)) {
            BackupFolder.begin(target).fill((name, copy) -> Folders.copy(data.store(name), copy));
        }
    }

    /// How a log that is not open gets a new epoch.
    @FunctionalInterface
    public interface EpochRenewal {

        /// Durable on return.
        ///
        /// @param log the log's folder
        void renew(Path log) throws IOException;
    }
}
