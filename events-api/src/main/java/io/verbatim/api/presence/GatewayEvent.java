package io.verbatim.api.presence;

import io.verbatim.api.Event;

/// What can have happened to one epoch of a gateway. The epoch is named by the record.
public sealed interface GatewayEvent extends Event permits GatewayLost {}
