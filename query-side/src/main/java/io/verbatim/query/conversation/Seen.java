package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationType;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.ReceiptView;
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
record Seen(ConversationId id, Head head, Member member, Watermarks watermarks) {

    private static final int FIRST_SEQ = 1;

    /// What lies between these two is the member's to see.
    long firstSeq() {
        return Math.max(FIRST_SEQ, member.owned().clearedSeq() + 1);
    }

    long lastSeq() {
        return head.lastSeq();
    }

    /// What lies after this one is unread.
    long seenSeq() {
        long receipts = Math.max(watermarks.of(number()).read(), member.ownSeq());
        return Math.max(receipts, firstSeq() - 1);
    }

    Instant activityAt() {
        return Instant.ofEpochMilli(head.activityAt(member));
    }

    ConversationView view() {
        Watermark own = watermarks.of(number());
        return new ConversationView(
                id,
                ConversationType.DIRECT,
                head.version(),
                beginning(),
                head.members().size(),
                members(),
                MemberRole.MEMBER,
                Instant.ofEpochMilli(member.joinedAt()),
                false,
                FIRST_SEQ,
                lastSeq(),
                member.ownSeq(),
                own.read(),
                own.delivered(),
                member.owned().clearedSeq());
    }

    /// In the order of joining; whom it does not exist for yet is a member from the beginning.
    List<MemberView> members() {
        return head.members().stream()
                .map(each -> new MemberView(
                        each.uid(),
                        MemberRole.MEMBER,
                        isKnownToHaveJoined(each) ? Instant.ofEpochMilli(each.joinedAt()) : beginning()))
                .toList();
    }

    /// Until the first message nobody learns that the other has opened it, nor when.
    private boolean isKnownToHaveJoined(Member other) {
        return other.exists() && (head.lastSeq() > 0 || other.uid().equals(member.uid()));
    }

    private Instant beginning() {
        return Instant.ofEpochMilli(head.lastSeq() > 0 ? head.createdAt() : member.joinedAt());
    }

    /// The watermarks of all members, by number.
    List<ReceiptView> receipts() {
        return IntStream.rangeClosed(1, head.members().size())
                .mapToObj(number -> watermarks.of(number).view(uid(number)))
                .toList();
    }

    /// Those that were moved by events after a position.
    List<ReceiptView> receiptsAfter(long position) {
        List<ReceiptView> moved = new ArrayList<>();
        for (Watermark watermark : watermarks.members()) {
            if (watermark.movedAfter(position)) {
                moved.add(watermark.view(uid(watermark.member())));
            }
        }
        return moved;
    }

    /// How far a message has come; null if it is not the member's own, or a tombstone.
    @Nullable
    MessageStatus status(CurrentMessage message) {
        if (!message.sent().sender().equals(member.uid()) || message.amendment().isDeleted()) {
            return null;
        }
        Watermark other = watermarks.of(3 - number());
        if (other.read() >= message.seq()) {
            return MessageStatus.READ;
        }
        return other.delivered() >= message.seq() ? MessageStatus.DELIVERED : MessageStatus.SENT;
    }

    /// The member's number, from 1.
    int number() {
        return head.members().indexOf(member) + 1;
    }

    Uid uid(int number) {
        return head.members().get(number - 1).uid();
    }
}
