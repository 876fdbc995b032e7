package io.verbatim.api.live;

import java.util.List;

/// *Of the events in this interval, these are yours.* A gateway accepts a batch whose `from` is its last `to`, drops
/// what it has had, and heals otherwise from the views: nobody counts, so a lost and a repeated batch are both visible.
///
/// @param partition the router partition
/// @param from the interval's beginning, exclusive: a position of the log
/// @param to the interval's end, inclusive
/// @param items the events of the interval that concern this gateway, in log order
public record LiveBatch(int partition, long from, long to, List<LiveItem> items) {

    public LiveBatch {
        items = List.copyOf(items);
    }
}
