package io.verbatim.command.log;

import io.verbatim.api.conversation.MessageSent;

/// Under what a message is known to its sending client.
///
/// @param conversation the aggregate's id
record MessageKey(String conversation, String sender, String clientMessageId) {

    static MessageKey of(LoggedEvent event, MessageSent sent) {
        return new MessageKey(event.aggregateId(), sent.sender().value(), sent.clientMessageId());
    }
}
