package io.verbatim.command.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// How far a reader of the log has come, kept in the log's own store. Not synced: after a crash it may have
/// gone back.
public final class Bookmark {

    private final LogStore store;
    private final byte[] key;

    Bookmark(LogStore store, String name) {
        this.store = store;
        this.key = ("bookmark/" + name).getBytes(StandardCharsets.UTF_8);
    }

    /// Everything up to this position is done; 0 if nothing is known.
    public long position() {
        byte[] stored = store.get(LogFamily.META, key);
        return stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
    }

    /// Everything up to this position is done.
    ///
    /// @throws LogUnavailableException if the log is not open
    public void move(long position) {
        store.note(
                LogFamily.META,
                key,
                ByteBuffer.allocate(Long.BYTES).putLong(position).array());
    }
}
