package io.verbatim.gateway.stream;

import io.verbatim.api.live.LiveBatch;
import io.verbatim.api.live.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How far each partition of the feed has come here: what begins later has left something out, what ends
/// earlier was here before. A partition begins at the first place that was told of it. Guarded by the feed.
final class Intervals {
    private static final long UNKNOWN = -1;

    private final Map<Integer, Long> partitions = new HashMap<>(4);

    /// From these places on, there is an interest.
    void begin(List<Place> places) {
        places.forEach(place -> partitions.merge(place.partition(), place.position(), (known, begun) -> known));
    }

    /// Everything up to here was here before; negative if that is not known.
    long last(LiveBatch batch) {
        return partitions.getOrDefault(batch.partition(), UNKNOWN);
    }

    boolean isRepeated(LiveBatch batch) {
        return last(batch) >= batch.to();
    }

    boolean follows(LiveBatch batch) {
        long last = last(batch);
        return last == UNKNOWN || batch.from() <= last;
    }

    void took(LiveBatch batch) {
        partitions.put(batch.partition(), batch.to());
    }

    /// All partitions have come at least here.
    long reached() {
        long reached = Long.MAX_VALUE;
        for (long partition : partitions.values()) {
            reached = Math.min(reached, partition);
        }
        return reached;
    }
}
