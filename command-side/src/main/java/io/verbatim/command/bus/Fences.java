package io.verbatim.command.bus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps commands on one aggregate in their order when one of them was not recorded for now: what was dispatched before
/// its sender knows is not recorded either, so that all of it can be sent again in the same order.
///
/// A fence is put up on the lane, and taken down on the lane, behind everything that was dispatched before the
/// refusal's
/// callback had returned.
final class Fences {

    private final Lanes lanes;

    /// How many refusals of an aggregate are not known to their senders yet; only ever touched on its lane.
    private final Map<String, Integer> standing = new ConcurrentHashMap<>();

    Fences(Lanes lanes) {
        this.lanes = lanes;
    }

    boolean stands(String aggregateId) {
        return !standing.isEmpty() && standing.containsKey(aggregateId);
    }

    /// A command on this aggregate is refused for now.
    void putUp(String aggregateId) {
        standing.merge(aggregateId, 1, Integer::sum);
    }

    /// The sender of a command that was refused for now knows it.
    void known(String aggregateId) {
        lanes.enqueue(
                aggregateId,
                () -> standing.computeIfPresent(aggregateId, (id, count) -> count == 1 ? null : count - 1));
    }
}
