package io.verbatim.api.conversation;

import java.util.List;

/// The answer to [FindOwnChanges].
///
/// @param found one for each that was asked for, in that order
public record OwnChanges(List<Found> found) {

    public OwnChanges {
        found = List.copyOf(found);
    }

    /// What one person alone is told of one conversation: any of [Changes.Hidden], [Changes.Cleared],
    /// [Changes.Settings], and a [Changes.Notice] that the other of a direct one has left.
    public record Found(List<Changes.Change> changes) {

        public Found {
            changes = List.copyOf(changes);
        }
    }
}
