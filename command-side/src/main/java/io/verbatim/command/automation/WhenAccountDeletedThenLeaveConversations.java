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
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationVersion;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.FindGroups;
import io.verbatim.api.conversation.GroupCreated;
import io.verbatim.api.conversation.Groups;
import io.verbatim.api.conversation.LeaveDirectConversation;
import io.verbatim.api.conversation.MembersAdded;
import io.verbatim.api.conversation.RemoveMember;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Has the direct conversations of a deleted account know that nobody is there, and takes its person out of its
/// groups: those of the views as of the deletion, and those that came behind it by who had asked before. For one
/// thread.
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
        return event instanceof AccountDeleted
                || event instanceof DirectConversationOpened
                || event instanceof GroupCreated
                || event instanceof MembersAdded;
    }

    @Override
    public void react(RecordedEvent event) throws Exception {
        switch (event.event()) {
            case DirectConversationOpened opened -> {
                leaveIfDeleted(opened.members().getFirst(), opened.members().getLast(), event);
                leaveIfDeleted(opened.members().getLast(), opened.members().getFirst(), event);
            }
            case GroupCreated created -> leaveIfDeleted(created.members(), event);
            case MembersAdded added -> leaveIfDeleted(added.people(), event);
            default -> {
                Uid person = new Uid(AggregateKind.ACCOUNT.nameOf(event.aggregateId()));
                deletedLately.put(person, true);
                leaveAll(person, event);
            }
        }
    }

    private void leaveIfDeleted(List<Uid> added, RecordedEvent cause) throws Exception {
        for (Uid person : added) {
            if (deletedLately.containsKey(person)) {
                leave(person, ConversationId.ofAggregate(cause.aggregateId()), cause);
            }
        }
    }

    private void leaveIfDeleted(Uid person, Uid partner, RecordedEvent cause) throws Exception {
        if (deletedLately.containsKey(person)) {
            leave(person, partner, cause);
        }
    }

    private void leaveAll(Uid person, RecordedEvent cause) throws Exception {
        AtLeast deleted = AtLeast.position(cause.position());
        for (ConversationId group :
                buses.ask(new FindGroups(person, deleted), Groups.class).groups()) {
            leave(person, group, cause);
        }
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

    private void leave(Uid person, ConversationId group, RecordedEvent cause) throws Exception {
        buses.send(new RemoveMember(group, person, person), cause, ConversationVersion.class);
    }
}
