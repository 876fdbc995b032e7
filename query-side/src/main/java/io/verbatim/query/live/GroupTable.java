package io.verbatim.query.live;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.GroupCreated;
import io.verbatim.api.conversation.MemberLeft;
import io.verbatim.api.conversation.MembersAdded;
import io.verbatim.api.live.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// In which groups of a partition those are whom gateways are interested in. Begins with what the views say of a person
/// and follows
/// the log from there; of each group and gateway it has the audience ready, so that an event costs as much as there are
/// gateways. Guarded by the partition's lock.
final class GroupTable {

    private final InterestTable interest;
    private final Map<ConversationId, Set<Uid>> members = new HashMap<>();
    private final Map<Uid, Known> people = new HashMap<>();
    private final Map<ConversationId, Map<Gateway, List<Uid>>> audiences = new HashMap<>(); // made when needed

    /// @param interest which gateways are interested in whom
    GroupTable(InterestTable interest) {
        this.interest = interest;
    }

    /// Begins to follow a person, unless that has begun before.
    Known begin(Uid person) {
        return people.computeIfAbsent(person, Known::new);
    }

    /// What the views have said of a person; what has happened since they were asked stands.
    ///
    /// @param groups null: they have not answered
    @SuppressWarnings("ReferenceEquality") // who is followed anew is asked for anew
    void found(Known known, @Nullable Collection<ConversationId> groups) {
        if (people.get(known.person) != known) {
            return;
        }
        if (groups == null) {
            forget(known.person);
            return;
        }
        groups.forEach(group -> known.lately.putIfAbsent(group, true));
        known.lately.forEach((group, present) -> {
            if (present) {
                add(known.person, known, group);
            }
        });
        known.lately.clear();
        known.complete = true;
    }

    /// Whether it is known in which groups a person is.
    boolean isComplete(Uid person) {
        Known known = people.get(person);
        return known != null && known.complete;
    }

    /// Whether a person is known to be in a group.
    boolean isIn(Uid person, ConversationId group) {
        Known known = people.get(person);
        return known != null && known.groups.contains(group);
    }

    /// Nobody is interested in a person any more.
    void forget(Uid person) {
        Known known = people.remove(person);
        if (known != null) {
            for (ConversationId group : List.copyOf(known.groups)) {
                remove(person, known, group);
            }
        }
    }

    /// Another gateway is interested in a person, or one no more.
    void changed(Uid person) {
        Known known = people.get(person);
        if (known != null) {
            known.groups.forEach(audiences::remove);
        }
    }

    /// Collects an event of a group for the gateways of its members; who leaves by it is told, too.
    void route(ConversationId group, RecordedEvent event) {
        switch (event.event()) {
            case GroupCreated created -> created.members().forEach(person -> joined(person, group));
            case MembersAdded added -> added.people().forEach(person -> joined(person, group));
            default -> {
                // nobody comes
            }
        }
        audience(group).forEach((gateway, audience) -> gateway.collect(event, audience));
        if (event.event() instanceof MemberLeft left) {
            left(left.person(), group);
        }
    }

    private void joined(Uid person, ConversationId group) {
        Known known = people.get(person);
        if (known != null) {
            known.note(group, true);
            add(person, known, group);
        }
    }

    private void left(Uid person, ConversationId group) {
        Known known = people.get(person);
        if (known != null) {
            known.note(group, false);
            remove(person, known, group);
        }
    }

    private void add(Uid person, Known known, ConversationId group) {
        if (known.groups.add(group)) {
            members.computeIfAbsent(group, first -> new LinkedHashSet<>()).add(person);
            audiences.remove(group);
        }
    }

    private void remove(Uid person, Known known, ConversationId group) {
        if (known.groups.remove(group)) {
            audiences.remove(group);
            members.computeIfPresent(group, (same, present) -> {
                present.remove(person);
                return present.isEmpty() ? null : present;
            });
        }
    }

    private Map<Gateway, List<Uid>> audience(ConversationId group) {
        Map<Gateway, List<Uid>> known = audiences.get(group);
        @Nullable Set<Uid> present = members.get(group);
        if (known != null || present == null) {
            return known == null ? Map.of() : known;
        }
        Map<Gateway, List<Uid>> made = new LinkedHashMap<>();
        for (Uid person : present) {
            for (Gateway gateway : interest.in(person)) {
                made.computeIfAbsent(gateway, first -> new ArrayList<>()).add(person);
            }
        }
        made.replaceAll((gateway, audience) -> List.copyOf(audience));
        audiences.put(group, made);
        return made;
    }

    /// What is known of a person.
    static final class Known {

        private final Uid person;
        private final CompletableFuture<Place> joined = new CompletableFuture<>();

        private final Set<ConversationId> groups = new HashSet<>();
        private final Map<ConversationId, Boolean> lately = new HashMap<>();
        private boolean asked;
        private boolean complete;

        Known(Uid person) {
            this.person = person;
        }

        boolean isAsked() {
            return asked;
        }

        void ask() {
            asked = true;
        }

        /// From which place on it is.
        CompletableFuture<Place> joined() {
            return joined;
        }

        private void note(ConversationId group, boolean present) {
            if (!complete) {
                lately.put(group, present);
            }
        }
    }
}
