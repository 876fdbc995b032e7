package io.verbatim.command.log;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

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

    private final LogOptions options;
    private final RocksDB database;
    private final Map<LogFamily, ColumnFamilyHandle> handles = new EnumMap<>(LogFamily.class);

    private OpenLog(LogOptions options, RocksDB database, List<ColumnFamilyHandle> handles) {
        this.options = options;
        this.database = database;
        int next = 0;
        for (LogFamily family : LogFamily.values()) {
            this.handles.put(family, handles.get(next++));
        }
    }

    /// @throws LogUnavailableException if it cannot be opened, with a reason that an operator understands
    static OpenLog open(Path folder, long cacheBytes) {
        try {
            return open(folder, new LogOptions(cacheBytes, true));
        } catch (RocksDBException failure) {
            if (code(failure) != Status.Code.NotSupported) {
                throw new LogUnavailableException(reason(folder, failure), failure);
            }
        }
        try {
            return open(folder, new LogOptions(cacheBytes, false)); // some file systems in memory have no direct I/O
        } catch (RocksDBException failure) {
            throw new LogUnavailableException(reason(folder, failure), failure);
        }
    }

    private static OpenLog open(Path folder, LogOptions options) throws RocksDBException {
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            RocksDB database = RocksDB.open(options.database(), folder.toString(), options.families(), handles);
            return new OpenLog(options, database, handles);
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

    List<ColumnFamilyHandle> handles() {
        return List.copyOf(handles.values());
    }

    @Override
    public void close() {
        handles.values().forEach(ColumnFamilyHandle::close);
        database.close();
        options.close();
    }

    private static String reason(Path folder, RocksDBException failure) {
        String message = requireNonNullElse(failure.getMessage(), "");
        if (message.contains("LOCK") || message.contains("lock hold")) {
            return "folder: " + folder + " is in use by another process (expected: one process per log)";
        }
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
