package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// Says something in a conversation. Answered by [MessageAcceptance]; a repeat of the client message id gets the first
/// answer again, whatever else it says, and records nothing.
///
/// Refused with `NOT_FOUND` (the conversation does not exist for the sender), `NOT_A_MEMBER`, `BLOCKED`, `INVALID`
/// (a mention or `replyTo` that is not there).
///
/// @param conversationId where
/// @param sender who
/// @param clientMessageId a UUID in lower case, chosen by the sending client
/// @param content what, already sealed
public record SendMessage(ConversationId conversationId, Uid sender, String clientMessageId, MessageContent content)
        implements ConversationCommand {}
