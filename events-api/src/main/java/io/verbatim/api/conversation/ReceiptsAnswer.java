package io.verbatim.api.conversation;

import java.util.List;

/// The answer to [RecordReceipts].
///
/// @param version the conversation's version afterwards
/// @param outcomes what became of each move, in their order
/// @param memberCount how many members the conversation has
public record ReceiptsAnswer(long version, List<Outcome> outcomes, int memberCount) {

    private static final int TWO = 2;

    /// The answer of a direct conversation.
    public ReceiptsAnswer(long version, List<Outcome> outcomes) {
        this(version, outcomes, TWO);
    }

    public ReceiptsAnswer {
        outcomes = List.copyOf(outcomes);
    }

    /// What became of one move.
    public enum Outcome {
        RECORDED,
        /// It was known already.
        UNCHANGED,
        /// The conversation does not exist for that person.
        NOT_FOUND,
        /// A watermark past the last message that the member may see; nothing of the move was recorded.
        PAST_THE_END
    }
}
