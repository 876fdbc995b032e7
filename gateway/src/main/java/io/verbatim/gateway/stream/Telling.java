package io.verbatim.gateway.stream;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.live.LiveItem;
import java.util.Collection;
import java.util.Set;

/// Something ready to be told.
sealed interface Telling {
    /// Of its event.
    long position();

    /// The same for everybody concerned.
    record Same(Frame frame, Collection<Uid> audience, long position) implements Telling {}

    /// Somebody has come again to a group, and there is too much that it does not know: its connections join again.
    record Again(Uid person, long position) implements Telling {}

    /// Watermarks of a large group have moved: who has sent messages there is to be told how many have them.
    ///
    /// @param audience those of the members who are here
    /// @param first of the first event that moved them
    record Counted(ConversationId conversation, Collection<Uid> audience, long first, long position)
            implements Telling {}

    /// A new message.
    ///
    /// @param quoting the message with what it replies to
    /// @param seeing who may see that
    record NewMessage(LiveItem item, MessageFrames frames, MessageFrames quoting, Set<Uid> seeing) implements Telling {
        @Override
        public long position() {
            return item.event().position();
        }

        MessageFrames frames(Uid reader) {
            return seeing.contains(reader) ? quoting : frames;
        }
    }
}
