package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to [FindMessageChanges].
///
/// @param found one for each message that was asked for, in that order
public record MessageChanges(List<Found> found) {

    public MessageChanges {
        found = List.copyOf(found);
    }

    /// A message.
    ///
    /// @param message as anybody but its sender sees it; `mine` is nowhere
    /// @param status for its sender
    /// @param reactions all that stand, with the versions by which they came
    /// @param readers those of the readers who see it
    public record Found(
            MessageView message, @Nullable MessageStatus status, List<Standing> reactions, List<Uid> readers) {

        public Found {
            reactions = List.copyOf(reactions);
            readers = List.copyOf(readers);
        }
    }

    /// A reaction that stands.
    ///
    /// @param version of the conversation, by which it came
    public record Standing(Uid by, String emoji, long version) {}
}
