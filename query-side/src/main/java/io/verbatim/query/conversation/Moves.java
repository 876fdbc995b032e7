package io.verbatim.query.conversation;

import io.verbatim.api.conversation.ConversationId;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.projection.DocumentKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one event said about watermarks of one block of members: by when each had which.
///
/// @param at the event's time, in milliseconds
/// @param position the event's position
/// @param members those it is about
record Moves(long at, long position, List<Move> members) {

    static final DocumentKind<Moves> KIND = DocumentKind.of("ri", Moves.class);

    Moves {
        members = List.copyOf(members);
    }

    static String key(ConversationId conversation, int block, long position) {
        return KIND.key(conversation.value(), block, position);
    }

    /// The moves of a block after a position, through another.
    static KeyRange between(ConversationId conversation, int block, long after, long through) {
        return new KeyRange(key(conversation, block, after + 1), key(conversation, block, through + 1));
    }

    @Nullable
    Move of(int member) {
        for (Move move : members) {
            if (move.member() == member) {
                return move;
            }
        }
        return null;
    }

    /// What held for a member afterwards.
    record Move(int member, long delivered, long read) {}
}
