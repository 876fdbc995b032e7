package io.verbatim.standalone.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Where everything is kept: `log`, `vault`, `views` and `search`. Held by one process at a time: to serve, to back up
/// while nobody serves, or to restore.
public final class DataFolder implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final String RESTORING = ".restoring";

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Holds the folder, made if it is not there, to serve it.
    ///
    /// @throws RefusedException if another process holds it, or a restore into it has begun and not ended
    public static DataFolder serve(Path path) throws IOException {
        DataFolder folder = hold(path);
        if (folder.isHalfRestored()) {
            folder.close();
            throw new RefusedException("data: " + path + " is half restored (expected: the restore repeated)");
        }
        return folder;
    }

    /// Holds the folder, made if it is not there, in whatever state it is.
    static DataFolder hold(Path path) throws IOException {
        if (Files.notExists(path)) {
            Folders.makePrivate(path);
        }
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isLocked(channel)) {
            return new DataFolder(path, channel);
        }
        channel.close();
        throw new RefusedException("data: " + path + " is in use by another process (expected: one process)");
    }

    /// Whether a restore has begun and not ended; what is there was then never served.
    boolean isHalfRestored() {
        return Files.exists(path.resolve(RESTORING));
    }

    /// Whether there is nothing but the lock.
    boolean isEmpty() throws IOException {
        return Folders.children(path).stream().allMatch(child -> child.endsWith(LOCK));
    }

    Path store(String name) {
        return path.resolve(name);
    }

    /// Takes out what an interrupted restore has left, and notes that a new one begins.
    void beginRestore() throws IOException {
        for (Path child : Folders.children(path)) {
            if (Files.isDirectory(child)) {
                Folders.clear(child);
                Files.delete(child);
            }
        }
        Path mark = path.resolve(RESTORING);
        Files.deleteIfExists(mark);
        Files.createFile(mark);
        Folders.force(path);
    }

    void endRestore() throws IOException {
        Folders.sync(path);
        Files.delete(path.resolve(RESTORING));
        Folders.force(path);
    }

    /// Lets others have the folder.
    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }
}
