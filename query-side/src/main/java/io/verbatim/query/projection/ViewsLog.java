package io.verbatim.query.projection;

import io.verbatim.api.live.LogEpoch;
import io.verbatim.api.live.SyncedEvents;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;

/// The log, as views need it.
///
/// @param source gives its events from any position on
/// @param synced tells how far it goes
/// @param epoch which history it is: views of another one are folded anew
public record ViewsLog(StreamableMessageSource<TrackedEventMessage<?>> source, SyncedEvents synced, LogEpoch epoch) {}
