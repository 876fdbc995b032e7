package io.verbatim.command.log;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/// The store while it is open, with the handles of its families.
final class OpenLog implements AutoCloseable {

    static {
        RocksDB.loadLibrary();
    }

    private final LogFolder folder;
    private final LogOptions options;
    private final RocksDB database;
    private final Map<LogFamily, ColumnFamilyHandle> handles = new EnumMap<>(LogFamily.class);
    private final Map<LogFamily, Integer> ids = new EnumMap<>(LogFamily.class);

    private OpenLog(LogFolder folder, LogOptions options, RocksDB database, List<ColumnFamilyHandle> handles) {
        this.folder = folder;
        this.options = options;
        this.database = database;
        int next = 0;
        for (LogFamily family : LogFamily.values()) {
            ColumnFamilyHandle handle = handles.get(next++);
            this.handles.put(family, handle);
            this.ids.put(family, handle.getID());
        }
    }

    /// Takes the folder, cuts off a torn write, and opens the store.
    ///
    /// @throws LogUnavailableException if it cannot be opened, with a reason that an operator understands
    static OpenLog open(Path path, long cacheBytes) {
        try {
            LogFolder folder = LogFolder.take(path);
            try {
                folder.cutTornWrite();
                return open(folder, path, cacheBytes);
            } catch (IOException | RuntimeException failure) {
                folder.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new LogUnavailableException("folder: " + path + " cannot be used: " + failure.getMessage(), failure);
        }
    }

    private static OpenLog open(LogFolder folder, Path path, long cacheBytes) {
        try {
            return open(folder, path, new LogOptions(cacheBytes, true));
        } catch (RocksDBException failure) {
            if (code(failure) != Status.Code.NotSupported) {
                throw new LogUnavailableException(reason(path, failure), failure);
            }
        }
        try {
            // some file systems in memory have no direct I/O
            return open(folder, path, new LogOptions(cacheBytes, false));
        } catch (RocksDBException failure) {
            throw new LogUnavailableException(reason(path, failure), failure);
        }
    }

    private static OpenLog open(LogFolder folder, Path path, LogOptions options) throws RocksDBException {
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            RocksDB database = RocksDB.open(options.database(), path.toString(), options.families(), handles);
            return new OpenLog(folder, options, database, handles);
        } catch (RocksDBException failure) {
            options.close();
            throw failure;
        }
    }

    RocksDB database() {
        return database;
    }

    LogOptions options() {
        return options;
    }

    ColumnFamilyHandle handle(LogFamily family) {
        return requireNonNull(handles.get(family));
    }

    /// The number of a family in a serialised batch.
    int id(LogFamily family) {
        return requireNonNull(ids.get(family));
    }

    List<ColumnFamilyHandle> handles() {
        return List.copyOf(handles.values());
    }

    @Override
    public void close() {
        handles.values().forEach(ColumnFamilyHandle::close);
        database.close();
        options.close();
        folder.close();
    }

    private static String reason(Path folder, RocksDBException failure) {
        String message = requireNonNullElse(failure.getMessage(), "");
        if (code(failure) == Status.Code.Corruption) {
            return "folder: " + folder + " holds a damaged log (expected: an intact one; restore a backup): " + message;
        }
        return "folder: " + folder + " cannot be opened: " + message;
    }

    private static Status.@Nullable Code code(RocksDBException failure) {
        Status status = failure.getStatus();
        return status == null ? null : status.getCode();
    }
}
