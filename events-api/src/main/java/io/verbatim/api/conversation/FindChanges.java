package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;

/// What has changed for a person since a place in the log, by state: each changed thing once, as it stands. Answered by
/// [Changes].
///
/// @param person for whom
/// @param after the last position that the person has been told
/// @param perConversation a conversation with more changes than this comes as [Changes.Gap]
/// @param inAll with more changes than this nothing is told, but that it is too much
/// @param receiptsMembers in a conversation of more members an author is told how many have its messages,
///     and not who
/// @param atLeast the views must have reached this; the answer may contain what came later
public record FindChanges(Uid person, long after, int perConversation, int inAll, int receiptsMembers, AtLeast atLeast)
        implements Query<Changes> {}
