package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationType;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.api.conversation.NoticeView.MemberChange;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.query.conversation.Head.Gone;
import io.verbatim.query.conversation.Head.Member;
import io.verbatim.query.conversation.Watermarks.Watermark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A direct conversation, with the eyes of one of its two.
///
/// @param member who looks
record SeenDirect(ConversationId id, Head head, Member member, Watermarks watermarks) implements Seen {

    private static final int FIRST_SEQ = 1;

    @Override
    public List<Window> windows() {
        return List.of(new Window(Math.max(FIRST_SEQ, member.owned().clearedSeq() + 1), head.lastSeq()));
    }

    @Override
    public long lastSeq() {
        return head.lastSeq();
    }

    @Override
    public long seenSeq() {
        long receipts = Math.max(watermarks.of(number()).read(), member.ownSeq());
        return Math.max(receipts, firstSeq() - 1);
    }

    @Override
    public Instant activityAt() {
        return Instant.ofEpochMilli(head.activityAt(member));
    }

    @Override
    public boolean isShown() {
        return head.isShown(member);
    }

    @Override
    public long until() {
        return Long.MAX_VALUE;
    }

    @Override
    public Away away(long position) {
        return Away.never(position);
    }

    @Override
    public boolean isAgain() {
        return false;
    }

    @Override
    public ConversationView view() {
        Watermark own = watermarks.of(number());
        return new ConversationView(
                id,
                ConversationType.DIRECT,
                null,
                head.version(),
                beginning(),
                (int) present().count(),
                members().stream().map(Numbered::of).toList(),
                MemberRole.MEMBER,
                Instant.ofEpochMilli(member.joinedAt()),
                member.gone() != null,
                FIRST_SEQ,
                lastSeq(),
                member.ownSeq(),
                own.read(),
                own.delivered(),
                member.owned().clearedSeq());
    }

    /// Whom it does not exist for yet is a member from the beginning; whose account is deleted has left.
    @Override
    public List<Numbered<MemberView>> members() {
        return present()
                .mapToObj(number -> new Numbered<>(number, member(head.members().get(number - 1))))
                .toList();
    }

    private MemberView member(Member each) {
        return new MemberView(
                each.uid(),
                MemberRole.MEMBER,
                isKnownToHaveJoined(each) ? Instant.ofEpochMilli(each.joinedAt()) : beginning());
    }

    /// Until the first message nobody learns that the other has opened it, nor when.
    private boolean isKnownToHaveJoined(Member other) {
        return other.exists() && (head.lastSeq() > 0 || other.uid().equals(member.uid()));
    }

    private Instant beginning() {
        return Instant.ofEpochMilli(head.lastSeq() > 0 ? head.createdAt() : member.joinedAt());
    }

    @Override
    public List<Numbered<ReceiptView>> receipts() {
        return present()
                .mapToObj(number -> new Numbered<>(number, watermarks.of(number).view(uid(number))))
                .toList();
    }

    @Override
    public List<Moved> receiptsAfter(long position, int told) {
        List<Moved> moved = new ArrayList<>();
        for (Watermark watermark : watermarks.members()) {
            if (watermark.movedAfter(position) && isPresent(watermark.member())) {
                moved.add(new Moved(watermark.view(uid(watermark.member())), watermark.movedAt()));
            }
        }
        return moved;
    }

    @Override
    public List<Numbered<Watermark>> reached(StoredMessage message) {
        return numbers()
                .filter(number -> !uid(number).equals(message.sender()))
                .mapToObj(number -> new Numbered<>(number, watermarks.of(number)))
                .toList();
    }

    /// Whose account is deleted counts as one who has left: then nobody is left to have it.
    @Override
    public @Nullable MessageStatus status(CurrentMessage message) {
        if (!message.sent().sender().equals(member.uid()) || message.amendment().isDeleted()) {
            return null;
        }
        if (!isPresent(3 - number())) {
            return MessageStatus.SENT;
        }
        Watermark other = watermarks.of(3 - number());
        if (other.read() >= message.seq()) {
            return MessageStatus.READ;
        }
        return other.delivered() >= message.seq() ? MessageStatus.DELIVERED : MessageStatus.SENT;
    }

    @Override
    public Uid uid(int number) {
        return head.members().get(number - 1).uid();
    }

    /// The member's number, from 1.
    private int number() {
        return head.members().indexOf(member) + 1;
    }

    /// What stands behind its last message: that the other one's account is deleted; null: it is not.
    @Nullable
    Notice parting() {
        Member other = head.members().get(2 - number());
        Gone gone = other.gone();
        if (gone == null) {
            return null;
        }
        NoticeView view = new NoticeView(
                NoticeView.Kind.LEFT,
                gone.version(),
                head.lastSeq(),
                Instant.ofEpochMilli(gone.at()),
                other.uid(),
                null,
                (int) present().count(),
                List.of(new MemberChange(other.uid(), null)));
        return new Notice(gone.position(), view);
    }

    /// The numbers of those whose accounts are not deleted.
    private IntStream present() {
        return numbers().filter(this::isPresent);
    }

    private boolean isPresent(int number) {
        return head.members().get(number - 1).gone() == null;
    }

    private IntStream numbers() {
        return IntStream.rangeClosed(1, head.members().size());
    }
}
