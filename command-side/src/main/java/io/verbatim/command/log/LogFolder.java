package io.verbatim.command.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder of the log: its owner's alone.
final class LogFolder {

    private LogFolder() {}

    /// Makes it if it is not there, and sees to its mode.
    static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
            if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("folder: " + folder + " (expected: one that can be written)", failure);
        }
    }
}
