package io.verbatim.gateway.http.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.account.FindRelations;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Relations;
import io.verbatim.api.account.Relations.Relation;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.api.vault.Erasures;
import io.verbatim.api.vault.Handles;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.error.Problems;
import io.verbatim.gateway.http.account.People;
import io.verbatim.gateway.input.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Whom somebody can add to a group: registered people who do not block it, and whom it does not block.
final class GroupCandidates {

    private final Handles handles;
    private final Erasures erasures;
    private final People people;
    private final Sides sides;

    GroupCandidates(Handles handles, Erasures erasures, People people, Sides sides) {
        this.handles = handles;
        this.erasures = erasures;
        this.people = people;
        this.sides = sides;
    }

    /// All of them but who cannot be added and is in the group already, or none: fails with `invalid`, which names
    /// those who cannot be added, with what else was noted of the request.
    ///
    /// @param group to which; null: a new one
    Mono<List<Uid>> find(Uid adder, @Nullable ConversationId group, Asked asked, AtLeast atLeast) {
        if (asked.members().isEmpty()) {
            asked.fields().requireValid();
            return Mono.just(List.of());
        }
        return sides.blocking()
                .call(() -> named(asked.members()))
                .flatMap(named -> free(adder, named, atLeast)
                        .flatMap(free -> present(group, named, free)
                                .map(present -> addable(asked.fields(), named, free, present))));
    }

    private static List<Uid> addable(JsonFields fields, List<Named> named, Set<Uid> free, Set<Uid> present) {
        List<Uid> addable = new ArrayList<>(named.size());
        for (Named each : named) {
            Uid uid = each.uid;
            if (uid != null && free.contains(uid)) {
                addable.add(uid);
            } else if (uid == null || !present.contains(uid)) {
                fields.invalid("members", each.member + " (expected: somebody whom the caller can add)");
            }
        }
        fields.requireValid();
        return addable;
    }

    /// Those at fault who are in the group already: whoever blocks whom, that is no addition.
    private Mono<Set<Uid>> present(@Nullable ConversationId group, List<Named> named, Set<Uid> free) {
        List<Uid> atFault =
                uids(named).stream().filter(uid -> !free.contains(uid)).toList();
        return group == null
                ? Mono.just(Set.of())
                : Flux.fromIterable(atFault)
                        .filterWhen(person -> isMember(group, person))
                        .collect(Collectors.toSet());
    }

    /// Whether somebody is in a group. The caller has read the group as fresh as it must be: for who is no member it
    /// has no version to wait for.
    Mono<Boolean> isMember(ConversationId group, Uid person) {
        FindConversation query = new FindConversation(person, group, AtLeast.ANYTHING);
        return sides.ask(query, ConversationView.class)
                .map(known -> !known.left())
                .onErrorResume(
                        failure -> Problems.nameOf(failure) == ProblemName.NOT_FOUND, notThere -> Mono.just(false));
    }

    /// One; fails with `blocked`, and with `invalid` if there is no such person.
    Mono<Uid> find(Uid adder, Uid person, AtLeast atLeast) {
        return known(adder, List.of(person), atLeast).map(known -> {
            Boolean blocked = known.get(person);
            if (blocked == null) {
                throw new ProblemException(Problem.invalid("userId", "nobody (expected: somebody)"));
            }
            if (blocked) {
                throw new ProblemException(ProblemName.BLOCKED);
            }
            return person;
        });
    }

    /// Who is called so; empty if nobody is, or was.
    Mono<Uid> called(String userId) {
        return sides.blocking().call(() -> Handle.isValid(userId) ? handles.find(Handle.of(userId)) : null);
    }

    /// The vault knows who is deleted before the views do.
    private List<Named> named(List<String> members) {
        List<Named> named = new ArrayList<>(members.size());
        for (String member : members) {
            Uid uid = Handle.isValid(member) ? handles.find(Handle.of(member)) : null;
            named.add(new Named(member, uid == null || erasures.isErased(uid) ? null : uid));
        }
        return named;
    }

    private static List<Uid> uids(List<Named> named) {
        List<Uid> uids = new ArrayList<>(named.size());
        for (Named each : named) {
            if (each.uid != null) {
                uids.add(each.uid);
            }
        }
        return uids;
    }

    private Mono<Set<Uid>> free(Uid adder, List<Named> named, AtLeast atLeast) {
        return known(adder, uids(named), atLeast)
                .map(known -> known.entrySet().stream()
                        .filter(person -> !person.getValue())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    /// Of those who have an account, whether one of the two blocks the other.
    private Mono<Map<Uid, Boolean>> known(Uid adder, List<Uid> uids, AtLeast atLeast) {
        List<Uid> asked = uids.stream().filter(uid -> !erasures.isErased(uid)).toList();
        return people.findAll(asked, atLeast).flatMap(profiles -> {
            Set<Uid> present = profiles.values().stream()
                    .filter(profile -> !profile.deleted())
                    .map(ProfileView::uid)
                    .collect(Collectors.toSet());
            return sides.ask(new FindRelations(adder, List.copyOf(present), atLeast), Relations.class)
                    .map(found ->
                            found.relations().stream().collect(Collectors.toMap(Relation::person, Relation::blocked)));
        });
    }

    /// Whom a request names.
    ///
    /// @param fields of the request
    /// @param members user ids, or other texts, each once
    record Asked(JsonFields fields, List<String> members) {}

    /// @param uid who is called so; null: nobody
    private record Named(String member, @Nullable Uid uid) {}
}
