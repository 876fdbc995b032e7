package io.verbatim.command.automation;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AskBlock;
import io.verbatim.api.account.BlockState;
import io.verbatim.api.account.PersonBlocked;
import io.verbatim.api.account.PersonUnblocked;
import io.verbatim.api.conversation.BlockDirectConversation;
import io.verbatim.api.conversation.ConversationAnswer;
import io.verbatim.api.conversation.DirectConversationBlocked;
import io.verbatim.api.conversation.DirectConversationUnblocked;
import io.verbatim.api.conversation.UnblockDirectConversation;
import java.util.List;

/// Has direct conversations know of blocks what the accounts say: whoever blocks tells the conversation,
/// too, but may not
/// come to it, or come too late. Whichever of the two has changed, the account is asked as it stands, and the
/// conversation told.
final class WhenBlockedThenTellConversation implements Automation {

    private final Buses buses;

    WhenBlockedThenTellConversation(Buses buses) {
        this.buses = buses;
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof PersonBlocked
                || event instanceof PersonUnblocked
                || event instanceof DirectConversationBlocked
                || event instanceof DirectConversationUnblocked;
    }

    @Override
    public void react(RecordedEvent event) throws Exception {
        switch (event.event()) {
            case PersonBlocked blocked -> settle(owner(event), blocked.person(), event);
            case PersonUnblocked unblocked -> settle(owner(event), unblocked.person(), event);
            case DirectConversationBlocked told -> settle(told.by(), told.members(), event);
            case DirectConversationUnblocked told -> settle(told.by(), told.members(), event);
            default -> throw new IllegalArgumentException("event: " + event.event() + " (expected: one of a block)");
        }
    }

    private void settle(int by, List<Uid> pair, RecordedEvent cause) throws Exception {
        settle(pair.get(by - 1), pair.get(2 - by), cause);
    }

    private void settle(Uid by, Uid person, RecordedEvent cause) throws Exception {
        BlockState state = buses.send(new AskBlock(by, person), cause, BlockState.class);
        buses.send(
                state.blocked() ? new BlockDirectConversation(by, person) : new UnblockDirectConversation(by, person),
                cause,
                ConversationAnswer.class);
    }

    private static Uid owner(RecordedEvent event) {
        return new Uid(AggregateKind.ACCOUNT.nameOf(event.aggregateId()));
    }
}
