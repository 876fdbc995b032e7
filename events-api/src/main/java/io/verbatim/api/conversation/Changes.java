package io.verbatim.api.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to [FindChanges].
///
/// @param tooMany whether there is more than was asked for; `changes` is then empty
/// @param changes per conversation: first its creation, if it is new for the person, then what has changed, in the
///     order of `version`; at last the person's own account
/// @param position everything up to this position is in the answer (taken before the views were read)
public record Changes(boolean tooMany, List<Change> changes, long position) {

    public Changes {
        changes = List.copyOf(changes);
    }

    /// One changed thing, as it now stands.
    public sealed interface Change {

        /// Where in the log it changed last: a person who was told all changes up to a position has missed those
        /// after it, and no others. Of what changed while the person was out of a group: where it came again.
        long position();
    }

    /// A conversation that is new for the person, or to which it comes again.
    ///
    /// @param position of its coming; of what else is told of the conversation, if that is earlier
    public record Created(InboxEntry entry, long position) implements Change {

        public ConversationId conversationId() {
            return entry.conversation().id();
        }
    }

    /// A conversation with too many changes to be told.
    ///
    /// @param position of the first of them
    public record Gap(InboxEntry entry, long position) implements Change {

        public ConversationId conversationId() {
            return entry.conversation().id();
        }
    }

    /// A new message.
    ///
    /// @param conversationId where
    /// @param message the message
    /// @param status how far it has come; only for its sender
    /// @param position where in the log it changed last
    public record NewMessage(
            ConversationId conversationId,
            MessageView message,
            @Nullable MessageStatus status,
            long position) implements Change {}

    /// A message that was there before, and is another now.
    ///
    /// @param conversationId where
    /// @param message the message
    /// @param status how far it has come; only for its sender
    /// @param change what has happened last
    /// @param reaction the reaction that has changed last, if that was it
    /// @param position where in the log it changed last
    public record ChangedMessage(
            ConversationId conversationId,
            MessageView message,
            @Nullable MessageStatus status,
            MessageChange change,
            @Nullable Reaction reaction,
            long position)
            implements Change {}

    /// Messages that the person has deleted for itself: in an answer, each for itself.
    ///
    /// @param version of the last of them
    public record Hidden(ConversationId conversationId, long version, List<Long> seqs, long position)
            implements Change {

        public Hidden {
            seqs = List.copyOf(seqs);
        }
    }

    /// The person has deleted the chat for itself.
    ///
    /// @param through everything up to this `seq`
    public record Cleared(ConversationId conversationId, long version, long through, long position) implements Change {}

    /// The person has changed how it wants the conversation to be.
    public record Settings(ConversationId conversationId, long version, ConversationSettings settings, long position)
            implements Change {}

    /// Watermarks that have moved: in an answer, each member's for itself.
    public record Receipts(ConversationId conversationId, List<ReceiptView> members, long position) implements Change {

        public Receipts {
            members = List.copyOf(members);
        }
    }

    /// How many members of a large group the person's own messages have reached, where that has changed.
    ///
    /// @param position of the earliest of the members' last moves
    public record Counts(ConversationId conversationId, List<ReceiptCount> counts, long position) implements Change {

        public Counts {
            counts = List.copyOf(counts);
        }
    }

    /// A change of a group, or of its members; or that the other of a direct conversation has left.
    ///
    /// @param notice what has happened
    public record Notice(ConversationId conversationId, NoticeView notice, long position) implements Change {}

    /// The person's own profile, blocks or devices: once, however much has changed. Not counted against what may be
    /// told in all.
    public record Account(long position) implements Change {}
}
