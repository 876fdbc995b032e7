package io.verbatim.command.conversation;

import io.verbatim.api.conversation.ConversationId;
import io.verbatim.command.conversation.Choices.Choice;
import java.util.List;

/// A [DirectConversation], stored. Revision 2.
///
/// @param conversationId which
/// @param openedByFirst whether member 1 has opened it
/// @param openedBySecond whether member 2 has opened it
/// @param lastSeq its last message
/// @param delivered watermarks by member number
/// @param read watermarks by member number
/// @param choices of those who have made any
/// @param barriers why nobody may write
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record DirectConversationSnapshot(
        ConversationId conversationId,
        boolean openedByFirst,
        boolean openedBySecond,
        long lastSeq,
        int[] delivered,
        int[] read,
        List<Choice> choices,
        Barriers barriers) {}
