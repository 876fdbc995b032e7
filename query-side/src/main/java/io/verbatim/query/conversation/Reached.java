package io.verbatim.query.conversation;

import io.verbatim.api.conversation.ReceiptCount;
import io.verbatim.query.conversation.Watermarks.Watermark;
import java.util.List;

/// How many members have come how far: each column is sorted for itself, so that a message is counted by halving.
final class Reached {

    private final long[] joinedAfter;
    private final long[] delivered;
    private final long[] read;

    private Reached(long[] joinedAfter, long[] delivered, long[] read) {
        this.joinedAfter = joinedAfter;
        this.delivered = delivered;
        this.read = read;
    }

    /// Of those who are members.
    static Reached of(Roster roster) {
        List<Stay> present = roster.present();
        return new Reached(
                present.stream().mapToLong(Stay::joinedAfter).sorted().toArray(),
                present.stream()
                        .mapToLong(stay -> roster.of(stay).delivered())
                        .sorted()
                        .toArray(),
                present.stream()
                        .mapToLong(stay -> roster.of(stay).read())
                        .sorted()
                        .toArray());
    }

    /// Of those who see the message; its author is not one of them.
    ReceiptCount count(long seq, Stay author, Roster roster) {
        Watermark own = roster.of(author);
        long later = from(joinedAfter, seq); // who came afterwards is as if it had read it
        return new ReceiptCount(
                seq,
                Math.toIntExact(from(delivered, seq) - later - (own.delivered() >= seq ? 1 : 0)),
                Math.toIntExact(from(read, seq) - later - (own.read() >= seq ? 1 : 0)));
    }

    /// How many are at least so far.
    private static long from(long[] sorted, long seq) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < seq) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (long) sorted.length - low;
    }
}
