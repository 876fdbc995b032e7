package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to [FindMessageChanges].
///
/// @param found one for each message that was asked for, in that order
public record MessageChanges(List<Found> found) {

    /// So many removals of reactions are known of a message; of older ones it is not known whether they were any.
    public static final int REMOVALS = 16;

    public MessageChanges {
        found = List.copyOf(found);
    }

    /// A message.
    ///
    /// @param message as anybody but its sender sees it; `mine` is nowhere
    /// @param status for its sender
    /// @param reactions all that stand, with the versions by which they came
    /// @param removals the versions by which reactions were taken away last, ascending: at most [#REMOVALS]
    /// @param readers those of the readers who see it
    public record Found(
            MessageView message,
            @Nullable MessageStatus status,
            List<Standing> reactions,
            List<Long> removals,
            List<Uid> readers) {

        public Found {
            reactions = List.copyOf(reactions);
            removals = List.copyOf(removals);
            readers = List.copyOf(readers);
        }

        /// Whether a reaction was taken away by this version, or may have been, so long ago.
        public boolean hasRemoved(long version) {
            return removals.contains(version) || (removals.size() == REMOVALS && version < removals.getFirst());
        }
    }

    /// A reaction that stands.
    ///
    /// @param version of the conversation, by which it came
    public record Standing(Uid by, String emoji, long version) {}
}
