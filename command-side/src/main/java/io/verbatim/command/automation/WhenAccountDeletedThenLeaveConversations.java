package io.verbatim.command.automation;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.AtLeast;
import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountDeleted;
import io.verbatim.api.account.FindDirectPartners;
import io.verbatim.api.account.PeoplePage;
import io.verbatim.api.conversation.ConversationAnswer;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.LeaveDirectConversation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Has the direct conversations of a deleted account know that nobody is there: those of the views as of
/// the deletion,
/// and those that were opened behind it by who had asked before. For one thread.
final class WhenAccountDeletedThenLeaveConversations implements Automation {

    private static final int PAGE = 200;
    /// Of so many of those deleted last, openings are noticed; nobody is told of the others any more.
    private static final int NOTICED = 10_000;

    private final Buses buses;
    private final Map<Uid, Boolean> deletedLately = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Uid, Boolean> eldest) {
            return size() > NOTICED;
        }
    };

    WhenAccountDeletedThenLeaveConversations(Buses buses) {
        this.buses = buses;
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof AccountDeleted || event instanceof DirectConversationOpened;
    }

    @Override
    public void react(RecordedEvent event) throws Exception {
        if (event.event() instanceof DirectConversationOpened opened) {
            leaveIfDeleted(opened.members().getFirst(), opened.members().getLast(), event);
            leaveIfDeleted(opened.members().getLast(), opened.members().getFirst(), event);
        } else {
            Uid person = new Uid(AggregateKind.ACCOUNT.nameOf(event.aggregateId()));
            deletedLately.put(person, true);
            leaveAll(person, event);
        }
    }

    private void leaveIfDeleted(Uid person, Uid partner, RecordedEvent cause) throws Exception {
        if (deletedLately.containsKey(person)) {
            leave(person, partner, cause);
        }
    }

    private void leaveAll(Uid person, RecordedEvent cause) throws Exception {
        AtLeast deleted = AtLeast.position(cause.position());
        @Nullable String next = null;
        do {
            PeoplePage page = buses.ask(new FindDirectPartners(person, PAGE, next, deleted), PeoplePage.class);
            for (Uid partner : page.people()) {
                leave(person, partner, cause);
            }
            next = page.next();
        } while (next != null);
    }

    private void leave(Uid person, Uid partner, RecordedEvent cause) throws Exception {
        buses.send(new LeaveDirectConversation(person, partner), cause, ConversationAnswer.class);
    }
}
