package io.verbatim.gateway.http.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.account.FindRelations;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Relations;
import io.verbatim.api.account.Relations.Relation;
import io.verbatim.api.vault.Erasures;
import io.verbatim.api.vault.Handles;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.Problem.FieldError;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.http.account.People;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    /// All of them, or none: fails with `invalid`, which names those who cannot be added.
    Mono<List<Uid>> find(Uid adder, List<Handle> asked, AtLeast atLeast) {
        return sides.blocking()
                .call(() -> uids(asked))
                .flatMap(uids -> known(adder, uids, atLeast).map(known -> {
                    List<FieldError> errors = new ArrayList<>();
                    uids.forEach((handle, uid) -> {
                        if (uid == null || !Boolean.FALSE.equals(known.get(uid))) {
                            errors.add(new FieldError(
                                    "members", handle + " (expected: somebody whom the caller can add)"));
                        }
                    });
                    if (!errors.isEmpty()) {
                        throw new ProblemException(Problem.invalid(errors));
                    }
                    return uids.values().stream().distinct().toList();
                }));
    }

    /// One; fails with `blocked`, and with `invalid` if there is no such person.
    Mono<Uid> find(Uid adder, Uid person, AtLeast atLeast) {
        Map<Handle, @Nullable Uid> one = new LinkedHashMap<>();
        one.put(new Handle("one"), person);
        return known(adder, one, atLeast).map(known -> {
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
    private Map<Handle, @Nullable Uid> uids(List<Handle> asked) {
        Map<Handle, @Nullable Uid> uids = LinkedHashMap.newLinkedHashMap(asked.size());
        for (Handle handle : asked) {
            Uid uid = handles.find(handle);
            uids.put(handle, uid == null || erasures.isErased(uid) ? null : uid);
        }
        return uids;
    }

    /// Of those who have an account, whether one of the two blocks the other.
    private Mono<Map<Uid, Boolean>> known(Uid adder, Map<Handle, @Nullable Uid> uids, AtLeast atLeast) {
        List<Uid> asked = new ArrayList<>();
        for (Uid uid : uids.values()) {
            if (uid != null && !erasures.isErased(uid)) {
                asked.add(uid);
            }
        }
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
}
