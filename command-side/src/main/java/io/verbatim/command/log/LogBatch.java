package io.verbatim.command.log;

import io.verbatim.api.conversation.MessageSent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// What is written at once: records with their places in the stream and message indexes, and snapshots.
final class LogBatch {

    private final LogStore store;
    private final long limit;
    private final BatchBytes bytes = new BatchBytes();
    private int events;

    /// @param limit a batch takes nothing more when it has as many bytes as this
    LogBatch(LogStore store, long limit) {
        this.store = store;
        this.limit = limit;
    }

    /// Begins anew, and takes in what fits, at least one item.
    ///
    /// @return the index after the last one that was taken in
    int fill(List<LogItem> items, int from) {
        bytes.clear();
        events = 0;
        int next = from;
        while (next < items.size() && (next == from || bytes.size() < limit)) {
            switch (items.get(next++)) {
                case RecordGroup group -> {
                    for (LoggedEvent event : group.events()) {
                        add(event);
                    }
                }
                case QueuedSnapshot snapshot ->
                    put(LogFamily.SNAPSHOTS, LogKeys.snapshot(snapshot.aggregateId()), snapshot.stored());
            }
        }
        return next;
    }

    /// How many events it holds.
    int events() {
        return events;
    }

    void write() throws RocksDBException {
        try (WriteBatch batch = new WriteBatch(bytes.toArray())) {
            store.write(batch);
        }
    }

    private void add(LoggedEvent event) {
        events++;
        byte[] position = LogKeys.event(event.position());
        put(LogFamily.EVENTS, position, event.takeRecord());
        put(LogFamily.STREAMS, LogKeys.stream(event.aggregateId(), event.sequence()), position);
        if (event.event() instanceof MessageSent sent) {
            MessageKey key = MessageKey.of(event, sent);
            put(LogFamily.MESSAGES, LogKeys.message(key), LogMessages.accepted(event, sent));
            put(LogFamily.AUTHORS, LogKeys.author(key.conversation(), sent.seq()), author(event, key));
        }
    }

    private void put(LogFamily family, byte[] key, byte[] value) {
        bytes.put(store.id(family), key, value);
    }

    private static byte[] author(LoggedEvent event, MessageKey key) {
        byte[] sender = key.sender().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + sender.length)
                .putLong(event.sequence())
                .put(sender)
                .array();
    }
}
