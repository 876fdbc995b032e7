package io.verbatim.command.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of the log while this process has it: its owner's alone, and one process's at a time.
final class LogFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogFolder.class);
    private static final Pattern WRITE_AHEAD_LOG = Pattern.compile("[0-9]{6,}\\.log");

    private final Path path;
    private final FileChannel lock;

    private LogFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Makes the folder if it is not there, and takes it.
    ///
    /// @throws LogUnavailableException if another process, or another log of this one, has it
    static LogFolder take(Path path) throws IOException {
        Files.createDirectories(path);
        if (Files.getFileAttributeView(path, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
        FileChannel channel =
                FileChannel.open(path.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new LogUnavailableException(
                    "folder: " + path + " is in use by another process (expected: one process per log)");
        }
        return new LogFolder(path, channel);
    }

    /// Cuts off the write that a crash has torn, if there is one.
    void cutTornWrite() throws IOException {
        Optional<Path> newest = newestWriteAheadLog();
        if (newest.isPresent()) {
            long torn = WalTail.cut(newest.get());
            if (torn > 0) {
                LOG.warn("The last write to the log was torn: {} bytes cut off that were never acknowledged", torn);
            }
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failure) {
            LOG.warn("The lock of {} could not be given back", path, failure);
        }
    }

    /// The others are complete: a new one is begun only after the last write to the one before was synced.
    private Optional<Path> newestWriteAheadLog() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> WRITE_AHEAD_LOG
                                    .matcher(file.getFileName().toString())
                                    .matches()
                            && file.toFile().length() > 0)
                    .max(Comparator.comparingLong(LogFolder::number));
        }
    }

    private static long number(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }
}
