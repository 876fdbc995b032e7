package io.verbatim.query.conversation;

import static java.util.stream.Collectors.toMap;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.GroupLimits;
import io.verbatim.api.conversation.ReceiptCount;
import io.verbatim.query.conversation.Moves.Move;
import io.verbatim.query.conversation.Watermarks.Watermark;
import io.verbatim.query.projection.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// Counts whom messages of a large group have reached, for those who have sent them.
///
/// Which messages those are follows from how far each watermark was before and is now. What it was is found in the
/// moves; where it lies far back, everything that the member sees counts as passed: a count may be told that has not
/// changed, but none that has is left out, within the newest [#MOST_LOOKED_AT] that were passed.
final class ReceiptCounting {

    /// Messages; older ones are not told of.
    static final int MOST_LOOKED_AT = 1_000;

    private static final int PORTION = 128;
    private static final int MOVES = 64;

    private final Views views;

    ReceiptCounting(Views views) {
        this.views = views;
    }

    /// Of each author whose messages were passed after a position: the newest of them, in the order of their `seq`.
    ///
    /// @param roster of the group
    Map<Uid, List<ReceiptCount>> since(ConversationId group, Roster roster, long after, Collection<Uid> authors) {
        SeqRanges passed = passed(group, roster, after);
        Set<Uid> asked = Set.copyOf(authors);
        Map<Uid, Stay> wanted = roster.present().stream()
                .filter(stay -> asked.contains(stay.uid()) && stay.ownSeq() >= passed.first())
                .collect(toMap(Stay::uid, stay -> stay));
        if (passed.isEmpty() || wanted.isEmpty()) {
            return Map.of();
        }
        Reached reached = Reached.of(roster);
        Map<Uid, List<Long>> newest = newest(group, passed, wanted);
        Map<Uid, List<ReceiptCount>> counts = HashMap.newHashMap(newest.size());
        for (Stay author : wanted.values()) {
            List<Long> seqs = newest.getOrDefault(author.uid(), List.of());
            if (!seqs.isEmpty()) {
                counts.put(
                        author.uid(),
                        seqs.reversed().stream()
                                .map(seq -> reached.count(seq, author, roster))
                                .toList());
            }
        }
        return counts;
    }

    /// The messages that a watermark has passed.
    private SeqRanges passed(ConversationId group, Roster roster, long after) {
        Map<Integer, List<Stay>> moved = new TreeMap<>();
        for (Stay stay : roster.present()) {
            if (roster.of(stay).movedAfter(after)) {
                moved.computeIfAbsent(Watermarks.block(stay.number()), first -> new ArrayList<>())
                        .add(stay);
            }
        }
        SeqRanges passed = new SeqRanges();
        moved.forEach((block, stays) -> {
            List<Moves> before = views.descending(Moves.KIND, Moves.between(group, block, 0, after), MOVES);
            for (Stay stay : stays) {
                Watermark mark = roster.of(stay);
                passed.add(before(before, stay, Move::delivered), mark.delivered());
                passed.add(before(before, stay, Move::read), mark.read());
            }
        });
        return passed.merged();
    }

    private static long before(List<Moves> moves, Stay stay, ToLongFunction<Move> watermark) {
        for (Moves each : moves) {
            Move move = each.of(stay.number());
            if (move != null) {
                return Math.max(watermark.applyAsLong(move), stay.joinedAfter());
            }
        }
        return stay.joinedAfter();
    }

    /// The newest first.
    private Map<Uid, List<Long>> newest(ConversationId group, SeqRanges passed, Map<Uid, Stay> authors) {
        Map<Uid, List<Long>> found = new HashMap<>();
        int looked = 0;
        int full = 0;
        for (SeqRanges.Range range : passed.newestFirst()) {
            long through = range.through();
            while (through >= range.first() && looked < MOST_LOOKED_AT && full < authors.size()) {
                List<StoredMessage> portion = views.descending(
                        StoredMessage.KIND, StoredMessage.range(group, range.first(), through), PORTION);
                for (StoredMessage message : portion) {
                    Stay author = authors.get(message.sender());
                    if (author != null && author.sees(message.seq())) {
                        List<Long> own = found.computeIfAbsent(author.uid(), first -> new ArrayList<>());
                        if (own.size() < GroupLimits.COUNTS_TOLD) {
                            own.add(message.seq());
                            full += own.size() == GroupLimits.COUNTS_TOLD ? 1 : 0;
                        }
                    }
                }
                looked += portion.size();
                through = portion.isEmpty() ? 0 : portion.getLast().seq() - 1;
            }
        }
        return found;
    }
}
