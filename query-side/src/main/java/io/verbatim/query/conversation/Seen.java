package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.query.conversation.Head.Member;
import io.verbatim.query.conversation.Watermarks.Watermark;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation, with the eyes of one for whom it exists.
sealed interface Seen permits SeenDirect, SeenGroup {

    ConversationId id();

    Head head();

    /// Who looks.
    Member member();

    /// The messages that it may see, hidden ones among them: ascending, at least one window, which may be empty.
    List<Window> windows();

    /// The first message that it may see.
    default long firstSeq() {
        return windows().getFirst().first();
    }

    /// The last message that it may see.
    long lastSeq();

    /// What lies after this one is unread.
    long seenSeq();

    Instant activityAt();

    /// Whether an inbox shows it.
    boolean isShown();

    /// The position up to which it is told of what happens: that of its leaving.
    long until();

    /// The position up to which it is told how far somebody has come who has, or had, a member number.
    default long until(int number) {
        return until();
    }

    /// What it does not know who was told everything up to a position.
    Away away(long position);

    /// Whether it was a member before, and had left.
    boolean isAgain();

    ConversationView view();

    /// In the order of joining.
    List<Numbered<MemberView>> members();

    /// The watermarks of all members.
    List<Numbered<ReceiptView>> receipts();

    /// Those that were moved by events after a position.
    ///
    /// @param told up to so many members each is told of all
    List<Moved> receiptsAfter(long position, int told);

    /// What those have whom a message may have reached.
    List<Numbered<Watermark>> reached(StoredMessage message);

    /// How far a message has come; null if it is not the member's own, or a tombstone.
    @Nullable
    MessageStatus status(CurrentMessage message);

    /// Who has, or had, a member number.
    Uid uid(int number);

    /// Whether a message lies in a window.
    default boolean spans(long seq) {
        return windows().stream().anyMatch(window -> window.has(seq));
    }

    /// Messages from one `seq` through another; none if that is smaller.
    record Window(long first, long last) {

        boolean has(long seq) {
            return seq >= first && seq <= last;
        }
    }

    /// Something of the member with a number.
    record Numbered<T>(int number, T of) {}

    /// Watermarks that have moved.
    ///
    /// @param position of the member's last move
    record Moved(ReceiptView member, long position) {}
}
