package io.verbatim.command.conversation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationOpening;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.OpenDirectConversation;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/// The conversation of two people, numbered 1 and 2 by the order of their uids. Either may open it; until the first
/// message it exists only for who did.
@AggregateRoot(type = "conversation")
final class DirectConversation extends Conversation {

    private final List<Uid> pair;
    private boolean openedByFirst;
    private boolean openedBySecond;

    /// A conversation in which nothing has happened yet.
    DirectConversation(ConversationId conversationId) {
        super(conversationId, new Watermarks(), new Choices(), 0);
        this.pair = conversationId.pair();
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
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOpening handle(OpenDirectConversation command) {
        int member = pair.indexOf(command.by()) + 1;
        boolean alreadyThere = existsFor(member);
        if (!alreadyThere) {
            apply(new DirectConversationOpened(member, pair));
        }
        return new ConversationOpening(conversationId(), version(), !alreadyThere);
    }

    @EventSourcingHandler
    void on(DirectConversationOpened event) {
        openedByFirst |= event.by() == 1;
        openedBySecond |= event.by() == 2;
    }

    @Override
    int memberNo(Uid person) {
        int member = pair.indexOf(person) + 1;
        return existsFor(member) ? member : 0;
    }

    @Override
    boolean isMember(Uid person) {
        return pair.contains(person);
    }

    @Override
    boolean mayDeleteOthers(int member) {
        return false;
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
                choices().all());
    }

    private boolean existsFor(int member) {
        return switch (member) {
            case 1 -> openedByFirst || lastSeq() > 0;
            case 2 -> openedBySecond || lastSeq() > 0;
            default -> false;
        };
    }
}
