package io.verbatim.query.live;

import io.verbatim.api.live.LiveItem;
import java.util.List;

/// What a gateway is to be sent of a partition, unless that has another owner by then.
record Delivery(RouterPartition partition, Gateway gateway, long to, List<LiveItem> items) {

    boolean isEmpty() {
        return items.isEmpty();
    }

    void send() {
        if (partition.isOpen()) {
            gateway.send(to, items);
        }
    }

    /// Sends an empty interval, unless something was sent lately.
    void beat() {
        if (partition.isOpen()) {
            gateway.beat(to);
        }
    }
}
