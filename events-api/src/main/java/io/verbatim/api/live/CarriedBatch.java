package io.verbatim.api.live;

import io.verbatim.api.Uid;
import io.verbatim.api.record.EventPayloads;
import java.util.List;
import java.util.function.Function;

/// A [LiveBatch] on its way to another process.
///
/// @param partition the router partition
/// @param from the interval's beginning, exclusive
/// @param to the interval's end, inclusive
/// @param items the events of the interval that concern the gateway, in log order
public record CarriedBatch(int partition, long from, long to, List<Item> items) {

    public CarriedBatch {
        items = List.copyOf(items);
    }

    /// A batch, made ready to be carried.
    ///
    /// @param carried makes an event ready to be carried, perhaps once for several gateways
    public static CarriedBatch of(LiveBatch batch, Function<LiveItem, CarriedEvent> carried) {
        List<Item> items = batch.items().stream()
                .map(item -> new Item(carried.apply(item), item.audience()))
                .toList();
        return new CarriedBatch(batch.partition(), batch.from(), batch.to(), items);
    }

    /// The batch itself.
    public LiveBatch batch(EventPayloads payloads) {
        List<LiveItem> events = items.stream()
                .map(item -> new LiveItem(item.event.event(payloads), item.audience))
                .toList();
        return new LiveBatch(partition, from, to, events);
    }

    /// An event, and whom it concerns.
    public record Item(CarriedEvent event, List<Uid> audience) {

        public Item {
            audience = List.copyOf(audience);
        }
    }
}
