package io.verbatim.api.live;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How far a router partition has come.
///
/// @param partition the partition
/// @param position the last position of the log that it has routed
public record Place(int partition, long position) {

    /// The furthest place of each partition, by partition.
    public static List<Place> furthest(Collection<Place> places) {
        Map<Integer, Place> furthest = new TreeMap<>();
        places.forEach(place -> furthest.merge(
                place.partition(), place, (one, other) -> one.position() >= other.position() ? one : other));
        return List.copyOf(furthest.values());
    }
}
