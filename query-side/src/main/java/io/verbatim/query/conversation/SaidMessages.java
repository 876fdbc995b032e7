package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessagesFound.Found;
import io.verbatim.api.vault.Sealed;
import io.verbatim.query.answers.RefusedQueryException;
import io.verbatim.query.conversation.Amendment.When;
import io.verbatim.query.conversation.MessageReader.Worded;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Messages that are known from elsewhere, as they now stand.
public final class SaidMessages {

    private final ConversationReader conversations;
    private final MessageReader messages;

    public SaidMessages(ConversationReader conversations) {
        this.conversations = conversations;
        this.messages = new MessageReader(conversations.views());
    }

    /// Returns if the conversation exists for somebody.
    ///
    /// @throws RefusedQueryException if it does not
    public void require(Uid person, ConversationId conversation) {
        conversations.see(person, conversation);
    }

    /// The groups that somebody is, or was, in.
    public List<ConversationId> groupsOf(Uid person) {
        return conversations.groups().all(person);
    }

    /// Those of the messages that somebody sees, by how they are worded for it: what it may not see, has hidden or
    /// cleared, and what is deleted for everyone is not among them; nor words that came after its leaving.
    public Map<Wording, Found> seenBy(Uid person, Collection<Wording> wordings) {
        Map<ConversationId, Set<Long>> seqs = wordings.stream()
                .map(Wording::place)
                .collect(
                        Collectors.groupingBy(Place::conversation, Collectors.mapping(Place::seq, Collectors.toSet())));
        Map<Wording, Found> found = HashMap.newHashMap(wordings.size());
        conversations.seeAll(person, seqs.keySet()).forEach((id, seen) -> {
            for (Worded message : messages.findWorded(seen, seqs.getOrDefault(id, Set.of()))) {
                CurrentMessage worded = message.message();
                if (!worded.amendment().isDeleted()) {
                    found.put(
                            new Wording(new Place(id, worded.seq()), message.asSent()),
                            new Found(id, worded.view(person), seen.status(worded)));
                }
            }
        });
        return found;
    }

    /// What a message that was sent says, whoever sees it.
    public Said said(Place place) {
        CurrentMessage message = messages.anybodys(place.conversation(), place.seq());
        When edited = message.amendment().edited();
        boolean seen = edited != null
                && conversations.groups().isSeenByFormer(place.conversation(), place.seq(), edited.position());
        return new Said(
                message.sent().position(),
                message.content().text(),
                seen ? message.sent().content().text() : null);
    }

    /// Where a message stands.
    public record Place(ConversationId conversation, long seq) {}

    /// How a message is worded.
    ///
    /// @param asSent as who has left before it was edited sees it; else as it now stands
    public record Wording(Place place, boolean asSent) {

        public static Wording now(Place place) {
            return new Wording(place, false);
        }
    }

    /// A message's text.
    ///
    /// @param position of the event that sent it
    /// @param text null: there is none, or it is deleted for everyone
    /// @param before what it said when it was sent, if somebody still sees that
    public record Said(
            long position, @Nullable Sealed text, @Nullable Sealed before) {}
}
