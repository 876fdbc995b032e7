package io.verbatim.command.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.command.conversation.Choices.Choice;
import java.util.List;

/// A [Group], stored.
///
/// @param conversationId which
/// @param people by member number, from 1; none: there is no group
/// @param roles by member number, from 1
/// @param joinedAfter the last message before each stay, by member number, from 1
/// @param leftAfter the last message of each stay, by member number, from 1; -1: it lasts
/// @param lastSeq its last message
/// @param marks watermarks by member number
/// @param choices of those who have made any
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record GroupSnapshot(
        ConversationId conversationId,
        List<Uid> people,
        List<MemberRole> roles,
        int[] joinedAfter,
        int[] leftAfter,
        long lastSeq,
        Marks marks,
        List<Choice> choices) {

    /// Watermarks by member number.
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Marks(int[] delivered, int[] read) {}
}
