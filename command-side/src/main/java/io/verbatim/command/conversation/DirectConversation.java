package io.verbatim.command.conversation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.BlockDirectConversation;
import io.verbatim.api.conversation.ConversationAnswer;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationOpening;
import io.verbatim.api.conversation.DirectConversationBlocked;
import io.verbatim.api.conversation.DirectConversationLeft;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.DirectConversationUnblocked;
import io.verbatim.api.conversation.LeaveDirectConversation;
import io.verbatim.api.conversation.OpenDirectConversation;
import io.verbatim.api.conversation.UnblockDirectConversation;
import io.verbatim.command.RefusedCommand;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/// The conversation of two people, numbered 1 and 2 by the order of their uids. Either may open it; until
/// the first
/// message it exists only for who did.
@AggregateRoot(type = "conversation")
final class DirectConversation extends Conversation {

    private final List<Uid> pair;
    private boolean openedByFirst;
    private boolean openedBySecond;
    private Barriers barriers;

    /// A conversation in which nothing has happened yet.
    DirectConversation(ConversationId conversationId) {
        super(conversationId, new Watermarks(), new Choices(), 0);
        this.pair = conversationId.pair();
        this.barriers = Barriers.NONE;
    }

    /// The conversation as a snapshot describes it.
    DirectConversation(DirectConversationSnapshot snapshot) {
        super(
                snapshot.conversationId(),
                new Watermarks(snapshot.delivered().clone(), snapshot.read().clone()),
                new Choices(snapshot.choices()),
                snapshot.lastSeq());
        this.pair = snapshot.conversationId().pair();
        this.openedByFirst = snapshot.openedByFirst();
        this.openedBySecond = snapshot.openedBySecond();
        this.barriers = snapshot.barriers();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOpening handle(OpenDirectConversation command) {
        int member = number(command.by());
        boolean alreadyThere = existsFor(member);
        if (!alreadyThere) {
            requireWritable();
            apply(new DirectConversationOpened(member, pair));
        }
        return new ConversationOpening(conversationId(), version(), !alreadyThere);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationAnswer handle(BlockDirectConversation command) {
        int member = number(command.by());
        if (!barriers.blockedBy(member)) {
            apply(new DirectConversationBlocked(member, pair));
        }
        return new ConversationAnswer(version());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationAnswer handle(UnblockDirectConversation command) {
        int member = number(command.by());
        if (barriers.blockedBy(member)) {
            apply(new DirectConversationUnblocked(member, pair));
        }
        return new ConversationAnswer(version());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationAnswer handle(LeaveDirectConversation command) {
        int member = number(command.by());
        if (!barriers.leftBy(member)) {
            apply(new DirectConversationLeft(member, pair));
        }
        return new ConversationAnswer(version());
    }

    @EventSourcingHandler
    void on(DirectConversationOpened event) {
        openedByFirst |= event.by() == 1;
        openedBySecond |= event.by() == 2;
    }

    @EventSourcingHandler
    void on(DirectConversationBlocked event) {
        barriers = barriers.withBlock(event.by(), true);
    }

    @EventSourcingHandler
    void on(DirectConversationUnblocked event) {
        barriers = barriers.withBlock(event.by(), false);
    }

    @EventSourcingHandler
    void on(DirectConversationLeft event) {
        barriers = barriers.withLeft(event.by());
    }

    @Override
    int memberNo(Uid person) {
        int member = number(person);
        return existsFor(member) ? member : 0;
    }

    /// Who blocks and who is blocked are told the same, and so is who writes to somebody who is no more.
    @Override
    void requireWritable() {
        if (barriers.any()) {
            throw new RefusedCommand(RefusalCode.BLOCKED, "conversation: closed by one of the two");
        }
    }

    /// Nobody leaves but with its account, and then nobody writes.
    @Override
    void requireActive(int member) {}

    @Override
    boolean isMember(Uid person) {
        return pair.contains(person);
    }

    @Override
    boolean mayMentionAll(int member) {
        return false;
    }

    @Override
    boolean mayDeleteOthers(int member) {
        return false;
    }

    @Override
    boolean sees(Uid person, long seq) {
        return true;
    }

    @Override
    int memberCount() {
        return pair.size();
    }

    @Override
    long lastSeqOf(int member) {
        return lastSeq();
    }

    @Override
    public Object snapshot() {
        return new DirectConversationSnapshot(
                conversationId(),
                openedByFirst,
                openedBySecond,
                lastSeq(),
                watermarks().deliveredByMember(),
                watermarks().readByMember(),
                choices().all(),
                barriers);
    }

    private int number(Uid person) {
        return pair.indexOf(person) + 1;
    }

    private boolean existsFor(int member) {
        return switch (member) {
            case 1 -> openedByFirst || lastSeq() > 0;
            case 2 -> openedBySecond || lastSeq() > 0;
            default -> false;
        };
    }
}
