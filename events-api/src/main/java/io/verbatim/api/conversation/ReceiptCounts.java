package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.util.List;

/// The answer to [FindReceiptCounts].
///
/// @param found those authors of whom a count has changed
public record ReceiptCounts(List<OfAuthor> found) {

    public ReceiptCounts {
        found = List.copyOf(found);
    }

    /// What has become of somebody's messages.
    ///
    /// @param counts of the newest that have changed, at most [GroupLimits#COUNTS_TOLD],
    ///     in the order of their `seq`
    public record OfAuthor(Uid author, List<ReceiptCount> counts) {

        public OfAuthor {
            counts = List.copyOf(counts);
        }
    }
}
