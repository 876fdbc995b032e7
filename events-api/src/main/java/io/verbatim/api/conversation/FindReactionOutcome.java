package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;

/// What has become of a reaction that the caller has put, once that is folded. Answered by [ReactionOutcome]; refused
/// with `NOT_FOUND` if the conversation does not exist for the caller.
///
/// @param caller who has put it
/// @param conversationId where
/// @param seq to which message, one that the caller could react to
/// @param emoji with what
/// @param version the answer to [ReactToMessage]; it is waited for
public record FindReactionOutcome(Uid caller, ConversationId conversationId, long seq, String emoji, long version)
        implements Query<ReactionOutcome> {

    @Override
    public AtLeast atLeast() {
        return AtLeast.version(conversationId, version);
    }
}
