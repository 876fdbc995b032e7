package io.verbatim.query.conversation;

import io.verbatim.api.conversation.ConversationId;
import io.verbatim.query.answers.RefusedQueryException;
import io.verbatim.query.conversation.Seen.Window;
import io.verbatim.query.projection.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads messages as they now stand, as far as somebody sees them: neither hidden nor cleared.
final class MessageReader {

    /// How many are read at once at least, where hidden ones may lie between.
    private static final int PORTION = 32;

    private final Views views;

    MessageReader(Views views) {
        this.views = views;
    }

    /// A message.
    ///
    /// @throws RefusedQueryException if it is not there for the member
    CurrentMessage require(Seen seen, long seq) {
        CurrentMessage message = find(seen, List.of(seq)).get(seq);
        if (message == null) {
            throw RefusedQueryException.notFound("seq: " + seq + " (expected: a message that the caller sees)");
        }
        return message;
    }

    /// A message that is known to be there, whoever sees it.
    CurrentMessage anybodys(ConversationId conversation, long seq) {
        Place place = new Place(conversation, seq);
        CurrentMessage message = find(Set.of(place)).get(place);
        if (message == null) {
            throw new IllegalStateException("message: " + place + " (expected: one that was sent)");
        }
        return message;
    }

    /// Whether the member sees a message that is there.
    boolean sees(Seen seen, long seq) {
        return seen.spans(seq)
                && (seq > seen.member().owned().hiddenSeq()
                        || hidden(seen, List.of(seq)).isEmpty());
    }

    /// Those of the messages that the member sees, by `seq`.
    Map<Long, CurrentMessage> find(Seen conversation, Collection<Long> seqs) {
        return visible(conversation, seqs).stream()
                .collect(Collectors.toMap(CurrentMessage::seq, message -> message.asOf(conversation.until())));
    }

    /// The same, with how they are worded for the member.
    List<Worded> findWorded(Seen conversation, Collection<Long> seqs) {
        return visible(conversation, seqs).stream()
                .map(message -> Worded.of(message, message.asOf(conversation.until())))
                .toList();
    }

    private Collection<CurrentMessage> visible(Seen conversation, Collection<Long> seqs) {
        Set<Long> seen = seqs.stream().filter(conversation::spans).collect(Collectors.toCollection(HashSet::new));
        if (seen.stream().anyMatch(seq -> seq <= conversation.member().owned().hiddenSeq())) {
            seen.removeAll(hidden(conversation, List.copyOf(seen)));
        }
        Set<Place> places =
                seen.stream().map(seq -> new Place(conversation.id(), seq)).collect(Collectors.toSet());
        return find(places).values();
    }

    /// The last message that each member sees; none if there is none.
    Map<ConversationId, CurrentMessage> newest(Collection<Seen> conversations) {
        Set<Place> last = conversations.stream()
                .filter(seen -> seen.spans(seen.lastSeq()))
                .filter(seen -> seen.lastSeq() > seen.member().owned().hiddenSeq())
                .map(seen -> new Place(seen.id(), seen.lastSeq()))
                .collect(Collectors.toSet());
        Map<ConversationId, CurrentMessage> newest = new HashMap<>();
        Map<ConversationId, Long> until = conversations.stream().collect(Collectors.toMap(Seen::id, Seen::until));
        find(last)
                .forEach((place, message) -> newest.put(
                        place.conversation(), message.asOf(until.getOrDefault(place.conversation(), Long.MAX_VALUE))));
        for (Seen seen : conversations) {
            if (seen.lastSeq() <= seen.member().owned().hiddenSeq()) {
                before(seen, seen.lastSeq() + 1, 1).forEach(message -> newest.put(seen.id(), message));
            }
        }
        return newest;
    }

    /// The last messages before a `seq`, in descending order.
    List<CurrentMessage> before(Seen seen, long seq, int most) {
        List<CurrentMessage> found = new ArrayList<>();
        for (Window window : seen.windows().reversed()) {
            long through = Math.min(seq - 1, window.last());
            while (found.size() < most && through >= window.first()) {
                long from = Math.max(window.first(), through - portion(seen, through, most - found.size()) + 1);
                found.addAll(between(seen, from, through).reversed());
                through = from - 1;
            }
        }
        return found.subList(0, Math.min(most, found.size()));
    }

    /// The first messages after a `seq`, in ascending order.
    List<CurrentMessage> after(Seen seen, long seq, int most) {
        List<CurrentMessage> found = new ArrayList<>();
        for (Window window : seen.windows()) {
            long from = seq < window.first() ? window.first() : Math.min(seq, window.last()) + 1;
            while (found.size() < most && from <= window.last()) {
                long through = Math.min(window.last(), from + portion(seen, from, most - found.size()) - 1);
                found.addAll(between(seen, from, through));
                from = through + 1;
            }
        }
        return found.subList(0, Math.min(most, found.size()));
    }

    /// How many are read at once from here on: no more than are wanted, unless some may be hidden.
    private static int portion(Seen seen, long from, int wanted) {
        return from > seen.member().owned().hiddenSeq() ? wanted : Math.max(PORTION, wanted);
    }

    private List<CurrentMessage> between(Seen seen, long from, long through) {
        int most = Math.toIntExact(through - from + 1);
        Set<Long> hidden = from > seen.member().owned().hiddenSeq()
                ? Set.of()
                : views
                        .ascending(
                                HiddenMessage.KIND,
                                HiddenMessage.range(seen.id(), seen.member().uid(), from, through),
                                most)
                        .stream()
                        .map(HiddenMessage::seq)
                        .collect(Collectors.toSet());
        List<StoredMessage> sent =
                views.ascending(StoredMessage.KIND, StoredMessage.range(seen.id(), from, through), most);
        Map<Long, Amendment> amendments =
                views.ascending(Amendment.KIND, Amendment.range(seen.id(), from, through), most).stream()
                        .collect(Collectors.toMap(Amendment::seq, Function.identity()));
        return sent.stream()
                .filter(message -> !hidden.contains(message.seq()))
                .map(message -> CurrentMessage.of(message, amendments.get(message.seq()))
                        .asOf(seen.until()))
                .toList();
    }

    private Set<Long> hidden(Seen seen, Collection<Long> seqs) {
        List<String> keys = seqs.stream()
                .map(seq -> HiddenMessage.key(seen.id(), seen.member().uid(), seq))
                .toList();
        return views.getAll(HiddenMessage.KIND, keys).values().stream()
                .map(HiddenMessage::seq)
                .collect(Collectors.toSet());
    }

    private Map<Place, CurrentMessage> find(Set<Place> places) {
        Map<String, StoredMessage> sent =
                views.getAll(StoredMessage.KIND, places.stream().map(Place::key).toList());
        Map<String, Amendment> amendments = views.getAll(
                Amendment.KIND, places.stream().map(Place::amendmentKey).toList());
        Map<Place, CurrentMessage> found = HashMap.newHashMap(places.size());
        for (Place place : places) {
            StoredMessage message = sent.get(place.key());
            if (message != null) {
                found.put(place, CurrentMessage.of(message, amendments.get(place.amendmentKey())));
            }
        }
        return found;
    }

    /// A message as a member sees it.
    ///
    /// @param asSent its edits are not the member's to see
    record Worded(CurrentMessage message, boolean asSent) {

        static Worded of(CurrentMessage now, CurrentMessage seen) {
            return new Worded(
                    seen,
                    !Objects.equals(now.amendment().patch(), seen.amendment().patch()));
        }
    }

    private record Place(ConversationId conversation, long seq) {

        String key() {
            return StoredMessage.key(conversation, seq);
        }

        String amendmentKey() {
            return Amendment.key(conversation, seq);
        }
    }
}
