package io.verbatim.query.conversation;

import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.projection.Views;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Those messages of a conversation that are new for somebody, or others now.
///
/// @param seqs by their last change
/// @param all whether there are no more; else there are too many of them, or too many that it does not see
/// @param first where in the log the first change of one of them is; 0: there is none
record ChangedSeqs(List<Long> seqs, boolean all, long first) {

    /// So often as many are looked at as are wanted, where there are many that somebody does not see.
    private static final int PORTIONS = 16;

    /// A message has at most two rows: by when it was sent, and by its last change.
    private static final int ROWS = 2;

    ChangedSeqs {
        seqs = List.copyOf(seqs);
    }

    /// Those that have changed after a position, and while it is told.
    ///
    /// @param most with so many no more are looked for
    static ChangedSeqs after(Views views, Seen seen, long position, int most) {
        Set<Long> seqs = new LinkedHashSet<>();
        long after = position;
        long first = 0;
        for (int portion = 0; portion < PORTIONS && seqs.size() < most; portion++) {
            List<StoredDocument> rows = views.rowsAscending(StoredMessage.changesAfter(seen.id(), after), ROWS * most);
            for (StoredDocument row : rows) {
                long seq = Long.parseLong(new String(row.value(), StandardCharsets.US_ASCII));
                if (row.position() <= seen.until() && seen.spans(seq)) {
                    seqs.add(seq);
                    first = first == 0 ? row.position() : first;
                }
            }
            if (rows.size() < ROWS * most || rows.getLast().position() > seen.until()) {
                return new ChangedSeqs(List.copyOf(seqs), true, first);
            }
            after = rows.getLast().position();
        }
        return new ChangedSeqs(List.copyOf(seqs), false, first);
    }
}
