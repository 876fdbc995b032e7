package io.verbatim.vault;

import io.verbatim.api.Uid;
import io.verbatim.api.backup.Checkpointed;
import io.verbatim.api.health.SelfChecked;
import io.verbatim.api.vault.PersonErasedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/// The vault's store: a RocksDB of its own in one folder (mode 0700), one process at a time. Every write is
/// synced
/// before it returns. Keys are ASCII; who needs to read and then write holds a lock of its own.
///
/// ```
/// format                  the layout's number, 1
/// h/{handle}              uid                  u/{uid}                handle
/// k/{keyId}               32 bytes             ko/{uid}/{slot}        keyId; slot: p, or the month (2026-11)
/// c/{uid}                 staged credentials   n/{name}               32 random bytes
/// rd/{uid}/{device}       token family         rl/{locator}           uid and device
/// re/{uid}/{device}       when it was signed out
/// x/{uid}                 nothing: erased      xu/{uid}               id of its profile key: erased, and
/// not finished
/// gb                      gateways' last beats
/// ```
/// After a failed write (a full disk), whose outcome is unknown, the next write opens the store anew first;
/// reads go
/// on.
final class VaultStore implements Checkpointed, SelfChecked, AutoCloseable {

    private static final String FORMAT_KEY = "format";
    private static final String FORMAT = "1";

    private final Path folder;
    private final VaultOptions options = new VaultOptions();
    private final ReadWriteLock lock =
            new ReentrantReadWriteLock(); // readers use the native handle, the writer ends it
    private volatile @Nullable RocksDB db;
    private final Stripes people = new Stripes();
    private boolean closed;
    private volatile boolean failed; // a write: RocksDB takes no more of them until it is opened anew

    private VaultStore(Path folder) {
        this.folder = folder;
    }

    /// Opens the folder, made if it is not there.
    ///
    /// @throws IllegalStateException if another process serves it, or it is of another format
    /// @throws UncheckedIOException if it cannot be read or written
    static VaultStore open(Path folder) {
        return open(folder, options -> {});
    }

    static VaultStore open(Path folder, Consumer<Options> tuning) {
        VaultStore store = new VaultStore(folder);
        tuning.accept(store.options.options());
        try {
            makeFolder(folder);
            store.db = store.openDatabase();
            store.checkFormat();
            return store;
        } catch (IOException failed) {
            store.close();
            throw new UncheckedIOException("vault: " + folder + " (expected: a folder that can be written)", failed);
        } catch (RuntimeException failed) {
            store.close();
            throw failed;
        }
    }

    byte @Nullable [] get(String key) {
        reopen(false);
        lock.readLock().lock();
        try {
            return opened().get(ascii(key));
        } catch (RocksDBException failed) {
            throw failure("cannot be read", failed);
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Makes all changes or none; durable on return.
    ///
    /// @throws UncheckedIOException if the outcome is unknown
    void write(Changes changes) {
        reopen(true);
        lock.readLock().lock();
        try (WriteBatch batch = changes.batch()) {
            opened().write(options.synced(), batch);
        } catch (RocksDBException notWritten) {
            failed = true;
            throw failure("cannot be written", notWritten);
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Held by whoever reads what is stored of a person, and then writes: all of it has one lock.
    Stripes people() {
        return people;
    }

    /// Under the person's lock.
    ///
    /// @throws PersonErasedException if the person is erased
    void requireNotErased(Uid person) {
        if (get(RocksErasures.erased(person)) != null) {
            throw new PersonErasedException(person);
        }
    }

    /// All keys that begin so, in their order: a few.
    List<String> keys(String prefix) {
        reopen(false);
        lock.readLock().lock();
        try (RocksIterator found = opened().newIterator()) {
            List<String> keys = new ArrayList<>();
            for (found.seek(ascii(prefix)); found.isValid(); found.next()) {
                String key = text(found.key());
                if (!key.startsWith(prefix)) {
                    break;
                }
                keys.add(key);
            }
            found.status();
            return keys;
        } catch (RocksDBException failed) {
            throw failure("cannot be read", failed);
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Has what was deleted under these keys go from the disk too, where it else stays until it is in the
    /// way.
    void expunge(Collection<String> keys) {
        lock.readLock().lock();
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true);
                CompactRangeOptions all = new CompactRangeOptions()
                        .setBottommostLevelCompaction(CompactRangeOptions.BottommostLevelCompaction.kForce)) {
            RocksDB open = opened();
            open.flush(flush);
            for (String key : keys) {
                open.compactRange(open.getDefaultColumnFamily(), ascii(key), ascii(key + '\0'), all);
            }
        } catch (RocksDBException failed) {
            throw failure("cannot be compacted", failed);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public String name() {
        return "vault";
    }

    @Override
    public @Nullable String fault() {
        if (db == null) {
            return folder + " is not open";
        }
        return failed ? folder + " could not be written" : null;
    }

    @Override
    public void checkpoint(Path target) throws IOException {
        lock.readLock().lock();
        try (Checkpoint checkpoint = Checkpoint.create(opened())) {
            checkpoint.createCheckpoint(target.toString());
            restrict(target);
        } catch (RocksDBException failed) {
            throw new IOException("vault: cannot be copied to " + target, failed);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            closeDatabase();
            options.close();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private RocksDB opened() {
        RocksDB open = db;
        if (open == null) {
            throw new IllegalStateException("vault: " + folder + " is not open (expected: open)");
        }
        return open;
    }

    private void reopen(boolean toWrite) {
        if (db != null && !(toWrite && failed)) {
            return;
        }
        lock.writeLock().lock();
        try {
            if (closed || (db != null && !failed)) {
                return;
            }
            closeDatabase();
            db = openDatabase();
            failed = false;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void closeDatabase() {
        RocksDB open = db;
        if (open != null) {
            open.close();
            db = null;
        }
    }

    private RocksDB openDatabase() {
        try {
            return RocksDB.open(options.options(), folder.toString());
        } catch (RocksDBException failed) {
            String message = failed.getMessage();
            if (message != null && message.contains("lock")) {
                throw new IllegalStateException(
                        "vault: " + folder + " is in use by another process (expected: one process)", failed);
            }
            throw failure("cannot be opened", failed);
        }
    }

    private void checkFormat() {
        byte[] format = get(FORMAT_KEY);
        if (format == null) {
            write(new Changes().put(FORMAT_KEY, ascii(FORMAT)));
        } else if (!FORMAT.equals(text(format))) {
            throw new IllegalStateException("vault: format " + text(format) + " (expected: " + FORMAT + ")");
        }
    }

    private UncheckedIOException failure(String what, RocksDBException cause) {
        return new UncheckedIOException("vault: " + folder + " " + what, new IOException(cause.getMessage(), cause));
    }

    private static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        restrict(folder);
    }

    private static void restrict(Path folder) throws IOException {
        var posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (posix != null) {
            posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.ISO_8859_1);
    }
}
