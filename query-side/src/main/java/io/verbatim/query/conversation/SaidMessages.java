package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessagesFound.Found;
import io.verbatim.api.vault.Sealed;
import io.verbatim.query.answers.RefusedQueryException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /// Those of the messages that somebody sees, by their places: what it may not see, has hidden or cleared, and
    /// what is deleted for everyone is not among them; nor what says something else
    /// since its leaving, of which it may not learn the words.
    public Map<Place, Found> seenBy(Uid person, Collection<Place> places) {
        Map<ConversationId, List<Long>> seqs = places.stream()
                .collect(Collectors.groupingBy(
                        Place::conversation, Collectors.mapping(Place::seq, Collectors.toList())));
        Map<Place, Found> found = HashMap.newHashMap(places.size());
        conversations
                .seeAll(person, seqs.keySet())
                .forEach((id, seen) -> messages.findUnedited(seen, seqs.getOrDefault(id, List.of()))
                        .forEach((seq, message) -> {
                            if (!message.amendment().isDeleted()) {
                                found.put(
                                        new Place(id, seq), new Found(id, message.view(person), seen.status(message)));
                            }
                        }));
        return found;
    }

    /// What a message that was sent says, whoever sees it.
    public Said said(Place place) {
        CurrentMessage message = messages.anybodys(place.conversation(), place.seq());
        return new Said(message.sent().position(), message.content().text());
    }

    /// Where a message stands.
    public record Place(ConversationId conversation, long seq) {}

    /// A message's text.
    ///
    /// @param position of the event that sent it
    /// @param text null: there is none, or it is deleted for everyone
    public record Said(long position, @Nullable Sealed text) {}
}
