package io.verbatim.gateway.parser;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.verbatim.api.Handle;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.input.MessageDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client can say on a socket, of the right shape and size. The names are those that a parser in another process
/// and its gateway know it by.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "hello", value = ClientFrame.Hello.class),
    @JsonSubTypes.Type(name = "auth", value = ClientFrame.Auth.class),
    @JsonSubTypes.Type(name = "send", value = ClientFrame.Send.class),
    @JsonSubTypes.Type(name = "refused-send", value = ClientFrame.RefusedSend.class),
    @JsonSubTypes.Type(name = "receipt", value = ClientFrame.Receipt.class),
    @JsonSubTypes.Type(name = "typing", value = ClientFrame.Typing.class),
    @JsonSubTypes.Type(name = "watch", value = ClientFrame.Watch.class),
    @JsonSubTypes.Type(name = "ping", value = ClientFrame.Ping.class),
    @JsonSubTypes.Type(name = "refused", value = ClientFrame.Refused.class)
})
public sealed interface ClientFrame {
    /// The client's `id`, as JSON text that goes into the answer as it is; null: it wants none.
    @Nullable
    String id();

    /// The first frame.
    ///
    /// @param token an access token; null if the connection was made with one, or with a ticket
    /// @param device what the client calls its device; counts only where the token names none
    /// @param cursor everything since is sent first
    record Hello(
            @Nullable String id,
            @Nullable String token,
            @Nullable String device,
            @Nullable String cursor) implements ClientFrame {}

    /// A new token of the same user and device.
    record Auth(@Nullable String id, String token) implements ClientFrame {}

    /// A message.
    record Send(@Nullable String id, ConversationId conversationId, MessageDraft draft) implements ClientFrame {}

    /// A message that breaks a rule: answered with `failed`, unless its client message id was accepted before.
    ///
    /// @param problem what is wrong
    record RefusedSend(@Nullable String id, ConversationId conversationId, String clientMessageId, Problem problem)
            implements ClientFrame {}

    /// A receipt.
    ///
    /// @param read whether the messages were read; else they have arrived
    /// @param upTo everything up to this `seq`, from 1
    record Receipt(@Nullable String id, ConversationId conversationId, boolean read, long upTo)
            implements ClientFrame {}

    /// Somebody types, or has stopped.
    record Typing(@Nullable String id, ConversationId conversationId, boolean active) implements ClientFrame {}

    /// Whose presence is to be told; replaces the former list.
    record Watch(@Nullable String id, List<Handle> users) implements ClientFrame {
        public Watch {
            users = List.copyOf(users);
        }
    }

    /// Asks for a `pong`.
    record Ping(@Nullable String id) implements ClientFrame {}

    /// A frame that breaks a rule: answered with `failed`, and nothing else follows from it.
    ///
    /// @param clientMessageId of a message, if it could be read
    /// @param problem what is wrong
    record Refused(@Nullable String id, @Nullable String clientMessageId, Problem problem) implements ClientFrame {}
}
