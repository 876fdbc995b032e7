package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.util.List;

/// Moves watermarks of some members forward. Refuses nothing: what holds is recorded, and each move is answered for
/// itself, by [ReceiptsAnswer] in the order of the moves.
///
/// @param conversationId where
/// @param moves at most one per member
public record RecordReceipts(ConversationId conversationId, List<Move> moves) implements ConversationCommand {

    public RecordReceipts {
        moves = List.copyOf(moves);
    }

    /// What one member's devices have, cumulatively.
    ///
    /// @param member who
    /// @param delivered everything up to this `seq` has arrived; 0 says nothing
    /// @param read everything up to this `seq` was read, and therefore has arrived; 0 says nothing
    public record Move(Uid member, long delivered, long read) {

        /// Both moves in one: maxima, so the order does not matter.
        public Move and(Move other) {
            return new Move(member, Math.max(delivered, other.delivered), Math.max(read, other.read));
        }
    }
}
