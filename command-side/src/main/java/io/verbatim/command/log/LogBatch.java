package io.verbatim.command.log;

import io.verbatim.api.conversation.MessageSent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// What is written at once: records with their places in the stream and message indexes, and snapshots.
final class LogBatch implements AutoCloseable {

    private final LogStore store;
    private final long bytes;
    private final WriteBatch batch;
    private int events;

    /// @param bytes a batch takes nothing more when it is as large as this
    LogBatch(LogStore store, long bytes) {
        this.store = store;
        this.bytes = bytes;
        this.batch = new WriteBatch();
    }

    /// Begins anew, and takes in what fits, at least one item.
    ///
    /// @return the index after the last one that was taken in
    int fill(List<LogItem> items, int from) throws RocksDBException {
        batch.clear();
        events = 0;
        int next = from;
        while (next < items.size() && (next == from || batch.getDataSize() < bytes)) {
            switch (items.get(next++)) {
                case RecordGroup group -> {
                    for (LoggedEvent event : group.events()) {
                        add(event);
                    }
                }
                case QueuedSnapshot snapshot ->
                    store.put(batch, LogFamily.SNAPSHOTS, LogKeys.snapshot(snapshot.aggregateId()), snapshot.stored());
            }
        }
        return next;
    }

    /// How many events it holds.
    int events() {
        return events;
    }

    void write() throws RocksDBException {
        store.write(batch);
    }

    private void add(LoggedEvent event) throws RocksDBException {
        events++;
        byte[] position = LogKeys.event(event.position());
        store.put(batch, LogFamily.EVENTS, position, event.takeRecord());
        store.put(batch, LogFamily.STREAMS, LogKeys.stream(event.aggregateId(), event.sequence()), position);
        if (event.event() instanceof MessageSent sent) {
            MessageKey key = MessageKey.of(event, sent);
            store.put(batch, LogFamily.MESSAGES, LogKeys.message(key), LogMessages.accepted(event, sent));
            store.put(batch, LogFamily.AUTHORS, LogKeys.author(key.conversation(), sent.seq()), author(event, key));
        }
    }

    private static byte[] author(LoggedEvent event, MessageKey key) {
        byte[] sender = key.sender().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + sender.length)
                .putLong(event.sequence())
                .put(sender)
                .array();
    }

    @Override
    public void close() {
        batch.close();
    }
}
