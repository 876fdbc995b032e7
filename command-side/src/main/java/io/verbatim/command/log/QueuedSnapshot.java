package io.verbatim.command.log;

import org.axonframework.eventhandling.DomainEventMessage;

/// A snapshot behind the events that it covers.
///
/// @param stored its stored form
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
record QueuedSnapshot(DomainEventMessage<?> message, byte[] stored) implements LogItem {

    String aggregateId() {
        return message.getAggregateIdentifier();
    }
}
