package io.verbatim.command.conversation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageId;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReceiptsAnswer;
import io.verbatim.api.conversation.ReceiptsAnswer.Outcome;
import io.verbatim.api.conversation.ReceiptsRecorded;
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
    private long lastSeq;

    Conversation(ConversationId conversationId, Watermarks watermarks, long lastSeq) {
        this.aggregateId = conversationId.aggregateId();
        this.conversationId = conversationId;
        this.watermarks = watermarks;
        this.lastSeq = lastSeq;
    }

    /// The number of a person for whom the conversation exists, or 0.
    abstract int memberNo(Uid person);

    /// Whether anybody may write here.
    ///
    /// @throws RefusedCommand `BLOCKED` if not
    abstract void requireWritable();

    /// Whether this person is, or was, one of its members.
    abstract boolean isMember(Uid person);

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    MessageAcceptance handle(SendMessage command, Messages messages) {
        int member = requireMember(command.sender());
        Accepted first = messages.find(conversationId, command.sender(), command.clientMessageId());
        if (first != null) {
            return new MessageAcceptance(idOf(first.seq()), first.seq(), first.version(), first.sentAt(), true);
        }
        requireWritable();
        requireMentionsOfMembers(command.content());
        requireReplyToMessage(command.content().replyTo());
        apply(new MessageSent(lastSeq + 1, member, command.sender(), command.clientMessageId(), command.content()));
        return new MessageAcceptance(idOf(lastSeq), lastSeq, version(), null, false);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ReceiptsAnswer handle(RecordReceipts command) {
        ReceiptMoves moves = new ReceiptMoves(watermarks, lastSeq);
        List<Outcome> outcomes = command.moves().stream()
                .map(move -> moves.add(memberNo(move.member()), move))
                .toList();
        if (!moves.isEmpty()) {
            apply(moves.recorded());
        }
        return new ReceiptsAnswer(version(), outcomes);
    }

    @EventSourcingHandler
    void on(MessageSent event) {
        lastSeq = event.seq();
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
        return 256 + aggregateId.length() + watermarks.heapBytes();
    }

    final ConversationId conversationId() {
        return conversationId;
    }

    final Watermarks watermarks() {
        return watermarks;
    }

    final long lastSeq() {
        return lastSeq;
    }

    /// The protocol's version, from 1; 0 before the first event.
    static long version() {
        return AggregateLifecycle.getVersion() + 1;
    }

    private MessageId idOf(long seq) {
        return MessageId.of(conversationId, seq);
    }

    private int requireMember(Uid person) {
        int member = memberNo(person);
        if (member == 0) {
            throw new RefusedCommand(RefusalCode.NOT_FOUND, "conversation: not there for the caller");
        }
        return member;
    }

    private void requireMentionsOfMembers(MessageContent content) {
        for (Uid mentioned : content.mentions()) {
            if (!isMember(mentioned)) {
                throw new RefusedCommand(
                        Refusal.invalid("mentions", "mentions: somebody else (expected: members of the conversation)"));
            }
        }
    }

    private void requireReplyToMessage(@Nullable Long replyTo) {
        if (replyTo != null && (replyTo < 1 || replyTo > lastSeq)) {
            throw new RefusedCommand(
                    Refusal.invalid("replyTo", "replyTo: " + replyTo + " (expected: 1 to " + lastSeq + ")"));
        }
    }
}
