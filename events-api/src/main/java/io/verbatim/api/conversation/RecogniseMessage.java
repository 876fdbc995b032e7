package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// Asks for the first answer to a client message id, whatever a repeat says. Answered by [MessageAcceptance]; never
/// records anything.
///
/// Refused with `NOT_FOUND` (the sender has said nothing in this conversation under that id).
///
/// @param conversationId where
/// @param sender who
/// @param clientMessageId a UUID in lower case, chosen by the sending client
public record RecogniseMessage(ConversationId conversationId, Uid sender, String clientMessageId)
        implements ConversationCommand {}
