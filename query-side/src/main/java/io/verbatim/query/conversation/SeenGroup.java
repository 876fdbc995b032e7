package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationType;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.GroupLimits;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.api.vault.Sealed;
import io.verbatim.query.conversation.Head.Member;
import io.verbatim.query.conversation.Stay.Leaving;
import io.verbatim.query.conversation.Watermarks.Watermark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A group, with the eyes of somebody who is, or was, one of its members. Who has left sees it as it was then.
///
/// @param group what its head says
/// @param title what it is called, or was
/// @param member who looks
/// @param watermark its own in its last stay
record SeenGroup(
        ConversationId id, Head head, GroupHead group, Sealed title, Member member, Watermark watermark, Sight sight)
        implements Seen {

    @Override
    public List<Window> windows() {
        long cleared = member.owned().clearedSeq();
        List<Window> windows = new ArrayList<>(sight.stays().size());
        for (Stay stay : sight.stays()) {
            Window window = new Window(Math.max(stay.joinedAfter(), cleared) + 1, stay.lastSeq(head.lastSeq()));
            if (stay.equals(sight.last()) || window.first() <= window.last()) {
                windows.add(window);
            }
        }
        return windows;
    }

    @Override
    public long lastSeq() {
        return sight.last().lastSeq(head.lastSeq());
    }

    @Override
    public long seenSeq() {
        long receipts = Math.max(watermark.read(), member.ownSeq());
        return Math.max(
                Math.max(receipts, sight.last().joinedAfter()), member.owned().clearedSeq());
    }

    @Override
    public Instant activityAt() {
        return Instant.ofEpochMilli(sight.lastAt() == 0 ? member.joinedAt() : sight.lastAt());
    }

    @Override
    public boolean isShown() {
        return !member.owned().isCleared() || lastSeq() > member.owned().clearedSeq();
    }

    @Override
    public long until() {
        return sight.last().until();
    }

    @Override
    public Away away(long position) {
        return Away.of(sight.stays(), position);
    }

    @Override
    public boolean isAgain() {
        return sight.stays().size() > 1;
    }

    /// What somebody reads after its leaving is told to itself alone.
    @Override
    public long until(int number) {
        Stay stay = sight.roster().stays().get(number - 1);
        Leaving left = stay.left();
        if (stay.uid().equals(member.uid())) {
            return Long.MAX_VALUE;
        }
        return left == null ? until() : Math.min(until(), left.position());
    }

    @Override
    public ConversationView view() {
        Leaving left = sight.last().left();
        int count = left == null ? group.memberCount() : left.memberCount();
        return new ConversationView(
                id,
                ConversationType.GROUP,
                title,
                left == null ? head.version() : left.version(),
                Instant.ofEpochMilli(head.createdAt()),
                count,
                count <= GroupLimits.MEMBERS_INLINE
                        ? members().stream().map(Numbered::of).toList()
                        : List.of(member(sight.last())),
                sight.last().roles().now(),
                Instant.ofEpochMilli(member.joinedAt()),
                left != null,
                sight.last().joinedAfter() + 1,
                lastSeq(),
                member.ownSeq(),
                watermark.read(),
                watermark.delivered(),
                member.owned().clearedSeq());
    }

    @Override
    public List<Numbered<MemberView>> members() {
        return present().stream()
                .map(stay -> new Numbered<>(stay.number(), member(stay)))
                .toList();
    }

    private List<Stay> present() {
        return hasLeft() ? sight.roster().presentAfter(until()) : sight.roster().present();
    }

    private boolean hasLeft() {
        return !sight.last().isPresent();
    }

    /// Who has left sees the role of that time.
    private MemberView member(Stay stay) {
        return new MemberView(stay.uid(), stay.roles().at(until()), Instant.ofEpochMilli(stay.joinedAt()));
    }

    /// Who has left is shown its own alone.
    @Override
    public List<Numbered<ReceiptView>> receipts() {
        return hasLeft()
                ? List.of(new Numbered<>(sight.last().number(), watermark.view(member.uid())))
                : sight.roster().present().stream()
                        .map(stay -> new Numbered<>(
                                stay.number(), sight.roster().of(stay).view(stay.uid())))
                        .toList();
    }

    /// Whether the caller is told how many have its messages, and not who.
    ///
    /// @param told up to so many members each is told of all
    boolean isCounted(int told) {
        return !hasLeft() && member.ownSeq() > 0 && group.memberCount() > told;
    }

    /// In larger groups its own alone, and so for who has left.
    @Override
    public List<Moved> receiptsAfter(long position, int told) {
        if (hasLeft() || group.memberCount() > told) {
            return watermark.movedAfter(position)
                    ? List.of(new Moved(watermark.view(member.uid()), watermark.movedAt()))
                    : List.of();
        }
        if (group.moved() <= position) {
            return List.of();
        }
        List<Moved> moved = new ArrayList<>();
        for (Stay stay : sight.roster().present()) {
            Watermark mark = sight.roster().of(stay);
            if (mark.movedAfter(position)) {
                moved.add(new Moved(mark.view(stay.uid()), mark.movedAt()));
            }
        }
        return moved;
    }

    @Override
    public List<Numbered<Watermark>> reached(StoredMessage message) {
        return sight.roster().stays().stream()
                .filter(stay -> stay.sees(message.seq()) && !stay.uid().equals(message.sender()))
                .map(stay -> new Numbered<>(stay.number(), sight.roster().of(stay)))
                .toList();
    }

    /// Who has left is told how far it had come by then.
    @Override
    public @Nullable MessageStatus status(CurrentMessage message) {
        return message.sent().sender().equals(member.uid())
                        && !message.amendment().isDeleted()
                ? sight.status(message.seq(), member.uid())
                : null;
    }

    @Override
    public Uid uid(int number) {
        return sight.roster().stays().get(number - 1).uid();
    }
}
