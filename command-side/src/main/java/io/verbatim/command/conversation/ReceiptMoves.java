package io.verbatim.command.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ReceiptsAnswer.Outcome;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.conversation.RecordReceipts.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.Predicate;

/// Decides moves of watermarks, one after the other, and gathers those that move something into one event.
final class ReceiptMoves {

    private final Watermarks watermarks;
    private final IntToLongFunction lastSeqs;
    private final Predicate<Uid> present;
    private final List<Integer> members = new ArrayList<>(2);
    private final List<Long> delivered = new ArrayList<>(2);
    private final List<Long> read = new ArrayList<>(2);
    private final List<Uid> former = new ArrayList<>(0);

    /// @param lastSeqs the last message that a member may see
    /// @param present who has not left
    ReceiptMoves(Watermarks watermarks, IntToLongFunction lastSeqs, Predicate<Uid> present) {
        this.watermarks = watermarks;
        this.lastSeqs = lastSeqs;
        this.present = present;
    }

    /// @param memberNo 0: the conversation does not exist for that person
    Outcome add(int memberNo, Move move) {
        if (memberNo == 0) {
            return Outcome.NOT_FOUND;
        }
        long newRead = Math.max(watermarks.read(memberNo), move.read());
        long newDelivered = Math.max(Math.max(watermarks.delivered(memberNo), move.delivered()), newRead);
        if (newDelivered > lastSeqs.applyAsLong(memberNo)) {
            return Outcome.PAST_THE_END;
        }
        if (newRead == watermarks.read(memberNo) && newDelivered == watermarks.delivered(memberNo)) {
            return Outcome.UNCHANGED;
        }
        members.add(memberNo);
        delivered.add(newDelivered);
        read.add(newRead);
        if (!present.test(move.member())) {
            former.add(move.member());
        }
        return Outcome.RECORDED;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    ReceiptsRecorded recorded() {
        return new ReceiptsRecorded(members, delivered, read, former);
    }
}
