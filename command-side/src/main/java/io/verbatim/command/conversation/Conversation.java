package io.verbatim.command.conversation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ChangeSettings;
import io.verbatim.api.conversation.ChangeSettings.Patch.Until;
import io.verbatim.api.conversation.ClearConversation;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.ConversationSettingsChanged;
import io.verbatim.api.conversation.ConversationVersion;
import io.verbatim.api.conversation.DeleteMessage;
import io.verbatim.api.conversation.EditMessage;
import io.verbatim.api.conversation.HideMessage;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessageId;
import io.verbatim.api.conversation.MessagePatch.Mentions;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReactToMessage;
import io.verbatim.api.conversation.ReceiptsAnswer;
import io.verbatim.api.conversation.ReceiptsAnswer.Outcome;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.conversation.RecogniseMessage;
import io.verbatim.api.conversation.RecordReceipts;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.command.RefusedCommand;
import io.verbatim.command.conversation.Messages.Accepted;
import io.verbatim.command.repository.AggregateState;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/// A conversation: the order of its messages, and what its members have of them. State is O(members), never
/// O(messages).
///
/// A member number (`memberNo`) is one stay of one person, given at joining and never reused.
@AggregateRoot(type = "conversation")
abstract class Conversation implements AggregateState {

    @AggregateIdentifier
    private final String aggregateId;

    private final ConversationId conversationId;
    private final Watermarks watermarks;
    private final Choices choices;
    private long lastSeq;

    Conversation(ConversationId conversationId, Watermarks watermarks, Choices choices, long lastSeq) {
        this.aggregateId = conversationId.aggregateId();
        this.conversationId = conversationId;
        this.watermarks = watermarks;
        this.choices = choices;
        this.lastSeq = lastSeq;
    }

    /// The number of a person for whom the conversation exists, or 0.
    abstract int memberNo(Uid person);

    /// Whether anybody may write here.
    ///
    /// @throws RefusedCommand `BLOCKED` if not
    abstract void requireWritable();

    /// Whether this member may still say something here.
    ///
    /// @throws RefusedCommand `NOT_A_MEMBER` if it has left
    abstract void requireActive(int member);

    /// Whether this person is one of its members.
    abstract boolean isMember(Uid person);

    /// Whether this member may mention everybody at once.
    abstract boolean mayMentionAll(int member);

    /// Whether this member may delete others' messages for everyone.
    abstract boolean mayDeleteOthers(int member);

    /// Whether a person for whom the conversation exists may see a message that was sent.
    abstract boolean sees(Uid person, long seq);

    /// How many members there are.
    abstract int memberCount();

    /// The last message that a member may see.
    abstract long lastSeqOf(int member);

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    MessageAcceptance handle(SendMessage command, Messages messages) {
        int member = requireMember(command.sender());
        Accepted first = messages.find(conversationId, command.sender(), command.clientMessageId());
        if (first != null) {
            return again(first);
        }
        requireActive(member);
        requireWritable();
        requireMembers(member, command.content().mentions());
        requireReplyToMessage(command.sender(), command.content().replyTo());
        apply(new MessageSent(lastSeq + 1, member, command.sender(), command.clientMessageId(), command.content()));
        return new MessageAcceptance(idOf(lastSeq), lastSeq, version(), null, false);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    MessageAcceptance handle(RecogniseMessage command, Messages messages) {
        requireMember(command.sender());
        Accepted first = messages.find(conversationId, command.sender(), command.clientMessageId());
        if (first == null) {
            throw new RefusedCommand(
                    RefusalCode.NOT_FOUND, "clientMessageId: a new one (expected: one that was accepted)");
        }
        return again(first);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationVersion handle(EditMessage command, Messages messages) {
        int member = requireMember(command.by());
        requireActive(member);
        if (!command.by().equals(requireAuthor(command.by(), command.seq(), messages))) {
            throw notAllowed();
        }
        requireWritable();
        Mentions mentions = command.patch().mentions();
        if (mentions != null) {
            requireMembers(
                    member,
                    mentions.members().stream()
                            .filter(each -> !command.mentioned().contains(each))
                            .toList());
        }
        apply(new MessageEdited(command.seq(), member, command.by(), command.patch()));
        return new ConversationVersion(version());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationVersion handle(DeleteMessage command, Messages messages) {
        int member = requireMember(command.by());
        requireActive(member);
        if (!command.by().equals(requireAuthor(command.by(), command.seq(), messages)) && !mayDeleteOthers(member)) {
            throw notAllowed();
        }
        apply(new MessageDeleted(command.seq(), member, command.by()));
        return new ConversationVersion(version());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationVersion handle(HideMessage command) {
        int member = requireMember(command.by());
        requireMessage(command.by(), command.seq());
        apply(new MessageHidden(command.seq(), member, command.by()));
        return new ConversationVersion(version());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationVersion handle(ReactToMessage command) {
        int member = requireMember(command.by());
        requireActive(member);
        requireMessage(command.by(), command.seq());
        if (command.active()) {
            requireWritable();
        }
        apply(new MessageReacted(command.seq(), member, command.by(), command.emoji(), command.active()));
        return new ConversationVersion(version());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationVersion handle(ClearConversation command) {
        int member = requireMember(command.by());
        long last = lastSeqOf(member);
        long through = command.through() == null ? last : command.through();
        if (through > last) {
            throw new RefusedCommand(
                    Refusal.invalid("through", "through: " + through + " (expected: at most " + last + ")"));
        }
        if (choices.of(command.by()).clears(through)) {
            apply(new ConversationCleared(member, command.by(), through));
        }
        return new ConversationVersion(version());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationVersion handle(ChangeSettings command) {
        int member = requireMember(command.by());
        ConversationSettings now = choices.of(command.by()).settings();
        ConversationSettings then = command.patch().in(now);
        Until until = command.patch().mutedUntil();
        if (until != null && until.time() != null && !then.muted()) {
            throw new RefusedCommand(
                    Refusal.invalid("mutedUntil", "mutedUntil: of what is not muted (expected: with muted)"));
        }
        if (!then.equals(now)) {
            apply(new ConversationSettingsChanged(member, command.by(), then));
        }
        return new ConversationVersion(version());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ReceiptsAnswer handle(RecordReceipts command) {
        ReceiptMoves moves = new ReceiptMoves(watermarks, this::lastSeqOf, this::isMember);
        List<Outcome> outcomes = command.moves().stream()
                .map(move -> moves.add(memberNo(move.member()), move))
                .toList();
        if (!moves.isEmpty()) {
            apply(moves.recorded());
        }
        return new ReceiptsAnswer(version(), outcomes, memberCount());
    }

    @EventSourcingHandler
    void on(MessageSent event) {
        lastSeq = event.seq();
    }

    /// Nothing of a single message is kept here: what becomes of it is decided where it is folded.
    @EventSourcingHandler
    void on(MessageEdited event) {}

    @EventSourcingHandler
    void on(MessageDeleted event) {}

    @EventSourcingHandler
    void on(MessageHidden event) {}

    @EventSourcingHandler
    void on(MessageReacted event) {}

    @EventSourcingHandler
    void on(ConversationCleared event) {
        choices.cleared(event.by(), event.through());
    }

    @EventSourcingHandler
    void on(ConversationSettingsChanged event) {
        choices.set(event.by(), event.settings());
    }

    @EventSourcingHandler
    void on(ReceiptsRecorded event) {
        for (int i = 0; i < event.members().size(); i++) {
            watermarks.raise(
                    event.members().get(i),
                    event.delivered().get(i),
                    event.read().get(i));
        }
    }

    @Override
    public int heapBytes() {
        return 256 + aggregateId.length() + watermarks.heapBytes() + choices.heapBytes();
    }

    final ConversationId conversationId() {
        return conversationId;
    }

    final Watermarks watermarks() {
        return watermarks;
    }

    final Choices choices() {
        return choices;
    }

    final long lastSeq() {
        return lastSeq;
    }

    /// The protocol's version, from 1; 0 before the first event.
    static long version() {
        return AggregateLifecycle.getVersion() + 1;
    }

    private MessageAcceptance again(Accepted first) {
        return new MessageAcceptance(idOf(first.seq()), first.seq(), first.version(), first.sentAt(), true);
    }

    private MessageId idOf(long seq) {
        return MessageId.of(conversationId, seq);
    }

    final int requireMember(Uid person) {
        int member = memberNo(person);
        if (member == 0) {
            throw new RefusedCommand(RefusalCode.NOT_FOUND, "conversation: not there for the caller");
        }
        return member;
    }

    private void requireMembers(int member, List<Uid> mentioned) {
        for (Uid each : mentioned) {
            boolean everybody = each.equals(MessageContent.EVERYBODY);
            if (everybody && !mayMentionAll(member)) {
                throw new RefusedCommand(Refusal.invalid(
                        "mentions", "mentions: everybody (expected: members, or * by a group's admin)"));
            }
            if (!everybody && !isMember(each)) {
                throw new RefusedCommand(
                        Refusal.invalid("mentions", "mentions: somebody else (expected: members of the conversation)"));
            }
        }
    }

    private void requireMessage(Uid person, long seq) {
        if (seq < 1 || seq > lastSeq || !sees(person, seq)) {
            throw new RefusedCommand(
                    RefusalCode.NOT_FOUND, "seq: " + seq + " (expected: a message that the caller sees)");
        }
    }

    private Uid requireAuthor(Uid person, long seq, Messages messages) {
        requireMessage(person, seq);
        Uid author = messages.author(conversationId, seq);
        if (author == null) {
            throw new IllegalStateException(
                    "author: of " + seq + " in " + conversationId + " (expected: in the index)");
        }
        return author;
    }

    private static RefusedCommand notAllowed() {
        return new RefusedCommand(RefusalCode.FORBIDDEN, "by: somebody else (expected: its sender)");
    }

    private void requireReplyToMessage(Uid sender, @Nullable Long replyTo) {
        if (replyTo != null && (replyTo < 1 || replyTo > lastSeq || !sees(sender, replyTo))) {
            throw new RefusedCommand(
                    Refusal.invalid("replyTo", "replyTo: " + replyTo + " (expected: a message that the caller sees)"));
        }
    }
}
