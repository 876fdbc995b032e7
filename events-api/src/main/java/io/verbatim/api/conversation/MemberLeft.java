package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// A member of a group is one no more: it has left, or was removed.
///
/// @param member its member number, which nobody gets again
/// @param person who it is
/// @param by who did it; the same person if it has left
/// @param afterSeq the last message that it sees
/// @param memberCount how many members there are now
public record MemberLeft(int member, Uid person, Uid by, long afterSeq, int memberCount) implements ConversationEvent {}
