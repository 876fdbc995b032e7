package io.verbatim.command.conversation;

import io.verbatim.api.conversation.ReceiptsAnswer.Outcome;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.conversation.RecordReceipts.Move;
import java.util.ArrayList;
import java.util.List;

/// Decides moves of watermarks, one after the other, and gathers those that move something into one event.
final class ReceiptMoves {

    private final Watermarks watermarks;
    private final long lastSeq;
    private final List<Integer> members = new ArrayList<>(2);
    private final List<Long> delivered = new ArrayList<>(2);
    private final List<Long> read = new ArrayList<>(2);

    ReceiptMoves(Watermarks watermarks, long lastSeq) {
        this.watermarks = watermarks;
        this.lastSeq = lastSeq;
    }

    /// @param memberNo 0: the conversation does not exist for that person
    Outcome add(int memberNo, Move move) {
        if (memberNo == 0) {
            return Outcome.NOT_FOUND;
        }
        long newRead = Math.max(watermarks.read(memberNo), move.read());
        long newDelivered = Math.max(Math.max(watermarks.delivered(memberNo), move.delivered()), newRead);
        if (newDelivered > lastSeq) {
            return Outcome.PAST_THE_END;
        }
        if (newRead == watermarks.read(memberNo) && newDelivered == watermarks.delivered(memberNo)) {
            return Outcome.UNCHANGED;
        }
        members.add(memberNo);
        delivered.add(newDelivered);
        read.add(newRead);
        return Outcome.RECORDED;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    ReceiptsRecorded recorded() {
        return new ReceiptsRecorded(members, delivered, read);
    }
}
