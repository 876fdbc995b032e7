package io.verbatim.command.log;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.RecordedMessage;
import java.io.Serial;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.Message;

/// An event of the log as its readers get it.
///
/// @param <T> the event
final class LoggedMessage<T> extends GenericTrackedDomainEventMessage<T> implements RecordedMessage {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient RecordedEvent recorded;

    LoggedMessage(RecordedEvent recorded, String aggregateType, Message<T> message) {
        super(
                new GlobalSequenceTrackingToken(recorded.position()),
                aggregateType,
                recorded.aggregateId(),
                recorded.sequence(),
                message,
                recorded::at);
        this.recorded = recorded;
    }

    @Override
    public RecordedEvent recorded() {
        return recorded;
    }
}
