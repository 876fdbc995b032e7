package io.verbatim.api.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A message, everywhere: computed from its conversation and `seq`, hence stored nowhere.
public record MessageId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MessageId of(String value) {
        return new MessageId(value);
    }

    public static MessageId of(ConversationId conversation, long seq) {
        return new MessageId(conversation.value() + "-" + seq);
    }

    @Override
    public String toString() {
        return value;
    }
}
