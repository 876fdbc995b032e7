package io.verbatim.gateway.wire;

import io.verbatim.api.Handle;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageId;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.MessageView.Tombstone;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.api.conversation.Reaction;
import io.verbatim.api.conversation.ReactionView;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.Sealed;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes what clients see of what the views hold: opens texts and turns uids into the handles that people
/// know. May
/// look into the vault: not for an event loop.
public final class WireMapper {
    private final Keys keys;
    private final Handles handles;

    public WireMapper(Keys keys, Handles handles) {
        this.keys = keys;
        this.handles = handles;
    }

    /// A message of a view, without what it replies to.
    ///
    /// @param status what its sender is told; null for anybody else
    public WireMessage message(ConversationId conversation, MessageView message, @Nullable MessageStatus status) {
        Tombstone tombstone = message.tombstone();
        return new WireMessage(
                MessageId.of(conversation, message.seq()).value(),
                conversation.value(),
                message.seq(),
                message.version(),
                handle(message.sender()),
                message.clientMessageId(),
                message.sentAt(),
                open(message.content().text()),
                open(message.content().data()),
                mentions(message.content().mentions()),
                message.content().replyTo(),
                null,
                message.content().forwarded(),
                reactions(message),
                message.editedAt(),
                tombstone == null ? null : tombstone.at(),
                tombstone == null ? null : handle(tombstone.by()),
                status == null ? null : lower(status),
                null);
    }

    /// A message of its event alone, as anybody but its sender sees it.
    ///
    /// @param sent the record of a [MessageSent]
    public WireMessage message(RecordedEvent sent) {
        MessageSent event = (MessageSent) sent.event();
        return message(
                ConversationId.ofAggregate(sent.aggregateId()),
                MessageView.sent(
                        event.seq(),
                        sent.version(),
                        event.sender(),
                        event.clientMessageId(),
                        sent.at(),
                        event.content()),
                null);
    }

    /// Somebody's reaction that was put, or taken away.
    public WireReaction.Changed reaction(Reaction reaction) {
        return new WireReaction.Changed(handle(reaction.by()), reaction.emoji(), reaction.active());
    }

    /// What a message replies to.
    public WireMessage.Reply reply(MessageView message) {
        Tombstone tombstone = message.tombstone();
        return new WireMessage.Reply(
                handle(message.sender()), open(message.content().text()), tombstone == null ? null : tombstone.at());
    }

    /// A conversation as the caller sees it.
    public WireConversation conversation(Uid caller, ConversationView view) {
        return new WireConversation(
                view.id().value(),
                lower(view.type()),
                view.version(),
                view.createdAt(),
                open(view.title()),
                view.id().isDirect() ? handle(view.otherThan(caller)) : null,
                view.memberCount(),
                view.members().stream().map(this::member).toList(),
                lower(view.role()),
                view.joinedAt(),
                view.left() ? true : null,
                view.joinedSeq(),
                view.lastSeq(),
                view.ownSeq(),
                view.readSeq(),
                view.deliveredSeq(),
                view.clearedSeq());
    }

    /// A line of the owner's inbox, its last message without what it replies to.
    public WireEntry entry(Uid owner, InboxEntry entry) {
        MessageView last = entry.lastMessage();
        return entry(
                owner, entry, last == null ? null : message(entry.conversation().id(), last, entry.lastStatus()));
    }

    /// A line of the owner's inbox with this last message.
    public WireEntry entry(Uid owner, InboxEntry entry, @Nullable WireMessage lastMessage) {
        return new WireEntry(
                conversation(owner, entry.conversation()),
                lastMessage,
                entry.conversation().unread(),
                entry.mentionSeqs(),
                entry.lastActivityAt(),
                entry.settings().muted(),
                entry.settings().mutedUntil(),
                entry.settings().archived());
    }

    /// What stood between messages: the data of its event.
    public Object notice(ConversationId conversation, NoticeView notice) {
        if (notice.kind() == NoticeView.Kind.CHANGED) {
            return new WireNotice.GroupChanged(
                    conversation.value(), notice.version(), open(notice.title()), handle(notice.by()));
        }
        boolean joined = notice.kind() == NoticeView.Kind.JOINED;
        return new WireNotice.MembersChanged(
                conversation.value(),
                notice.version(),
                notice.afterSeq(),
                notice.memberCount(),
                notice.members().stream()
                        .map(each -> new WireNotice.MemberChanged(
                                handle(each.person()),
                                each.role() == null ? null : lower(each.role()),
                                joined ? notice.at() : null))
                        .toList(),
                handle(notice.by()));
    }

    public WireMember member(MemberView member) {
        return new WireMember(handle(member.member()), lower(member.role()), member.joinedAt());
    }

    public WireReceipt receipt(ReceiptView receipt) {
        return new WireReceipt(
                handle(receipt.member()),
                receipt.deliveredSeq(),
                receipt.deliveredAt(),
                receipt.readSeq(),
                receipt.readAt());
    }

    public WireProfile profile(ProfileView profile) {
        String displayName = open(profile.displayName());
        return new WireProfile(
                handle(profile.uid()), profile.version(), displayName, displayName == null ? true : null);
    }

    /// The name by which people know this person.
    public String handle(Uid uid) {
        Handle handle = handles.handleOf(uid);
        if (handle == null) {
            throw new IllegalStateException("uid: " + uid + " (expected: one with a handle)");
        }
        return handle.value();
    }

    private List<WireReaction> reactions(MessageView message) {
        return message.reactions().isEmpty()
                ? List.of()
                : message.reactions().stream().map(this::reaction).toList();
    }

    private WireReaction reaction(ReactionView reaction) {
        return new WireReaction(
                reaction.emoji(), reaction.count(), handles(reaction.users()), reaction.mine() ? true : null);
    }

    private List<String> mentions(List<Uid> uids) {
        return uids.contains(MessageContent.EVERYBODY) ? List.of(MessageContent.EVERYBODY.value()) : handles(uids);
    }

    private List<String> handles(List<Uid> uids) {
        return uids.isEmpty() ? List.of() : uids.stream().map(this::handle).toList();
    }

    private @Nullable String open(@Nullable Sealed sealed) {
        return sealed == null ? null : keys.open(sealed);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
