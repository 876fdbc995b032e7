package io.verbatim.query.live;

import io.verbatim.api.live.CarriedEvent;
import io.verbatim.api.live.LiveItem;
import io.verbatim.api.record.EventPayloads;
import java.util.LinkedHashMap;
import java.util.Map;

/// The newest events, made ready to be carried once for all gateways that are told of them. Used by whoever
/// sends, one at a time.
final class CarriedEvents {

    private static final int KEPT = 1_024;

    private final EventPayloads payloads = new EventPayloads();
    private final Map<Long, CarriedEvent> newest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, CarriedEvent> eldest) {
            return size() > KEPT;
        }
    };

    CarriedEvent of(LiveItem item) {
        return newest.computeIfAbsent(item.event().position(), first -> CarriedEvent.of(item.event(), payloads));
    }
}
