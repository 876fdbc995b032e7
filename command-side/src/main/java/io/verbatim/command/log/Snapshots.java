package io.verbatim.command.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Snapshots of aggregates, the newest of each. A snapshot is written behind the events that it covers, and
/// thrown away rather than doubted: what this program cannot read is not there.
///
/// ```
/// format:u8=1 sequence:u64 at:u64(ms) type:str8 name:str8 payload:rest
/// ```
final class Snapshots {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final byte FORMAT = 1;

    private final LogQueue queue;
    private final LogStore store;
    private final SnapshotPayloads payloads;

    Snapshots(LogQueue queue, LogStore store, SnapshotPayloads payloads) {
        this.queue = queue;
        this.store = store;
        this.payloads = payloads;
    }

    /// Queues it, unless there is a newer one. Drops it if the log takes nothing now.
    void store(DomainEventMessage<?> snapshot) {
        try {
            boolean newest = find(snapshot.getAggregateIdentifier())
                    .filter(other -> other.getSequenceNumber() >= snapshot.getSequenceNumber())
                    .isEmpty();
            if (newest) {
                queue.append(new QueuedSnapshot(snapshot, encode(snapshot)));
            }
        } catch (LogUnavailableException closed) {
            LOG.debug("A snapshot of {} was dropped", snapshot.getAggregateIdentifier(), closed);
        }
    }

    /// The newest one, queued or written.
    Optional<DomainEventMessage<?>> find(String aggregateId) {
        QueuedSnapshot queued = queue.snapshotOf(aggregateId);
        if (queued != null) {
            return Optional.of(queued.message());
        }
        byte[] stored = store.get(LogFamily.SNAPSHOTS, LogKeys.snapshot(aggregateId));
        return stored == null ? Optional.empty() : decode(aggregateId, ByteBuffer.wrap(stored));
    }

    private byte[] encode(DomainEventMessage<?> snapshot) {
        byte[] type = snapshot.getType().getBytes(StandardCharsets.UTF_8);
        byte[] name = payloads.nameOf(snapshot.getPayload()).getBytes(StandardCharsets.UTF_8);
        byte[] payload = payloads.write(snapshot.getPayload());
        return ByteBuffer.allocate(1 + 2 * Long.BYTES + 2 + type.length + name.length + payload.length)
                .put(FORMAT)
                .putLong(snapshot.getSequenceNumber())
                .putLong(snapshot.getTimestamp().toEpochMilli())
                .put((byte) type.length)
                .put(type)
                .put((byte) name.length)
                .put(name)
                .put(payload)
                .array();
    }

    private Optional<DomainEventMessage<?>> decode(String aggregateId, ByteBuffer stored) {
        if (stored.get() != FORMAT) {
            return Optional.empty();
        }
        long sequence = stored.getLong();
        Instant at = Instant.ofEpochMilli(stored.getLong());
        String type = text(stored);
        String name = text(stored);
        byte[] bytes = new byte[stored.remaining()];
        stored.get(bytes);
        Object payload = payloads.read(name, bytes);
        return payload == null
                ? Optional.empty()
                : Optional.of(new GenericDomainEventMessage<>(
                        type,
                        aggregateId,
                        sequence,
                        new GenericMessage<>(payload, MetaData.emptyInstance()),
                        () -> at));
    }

    private static String text(ByteBuffer stored) {
        byte[] bytes = new byte[Byte.toUnsignedInt(stored.get())];
        stored.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
