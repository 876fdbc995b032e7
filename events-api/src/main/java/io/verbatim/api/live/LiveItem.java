package io.verbatim.api.live;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import java.util.List;

/// An event, and whom of a gateway's people it concerns.
///
/// @param event the event, synced
/// @param audience those of the people whom the gateway has registered, or watches
public record LiveItem(RecordedEvent event, List<Uid> audience) {

    public LiveItem {
        audience = List.copyOf(audience);
    }
}
