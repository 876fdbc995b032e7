package io.verbatim.gateway.http.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.vault.Erasures;
import io.verbatim.api.vault.Handles;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.http.account.People;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// With whom one can have a direct conversation: a registered person, not oneself.
final class DirectPartners {
    private final Handles handles;
    private final Erasures erasures;
    private final People people;
    private final Blocking blocking;

    DirectPartners(Handles handles, Erasures erasures, People people, Blocking blocking) {
        this.handles = handles;
        this.erasures = erasures;
        this.people = people;
        this.blocking = blocking;
    }

    /// Fails with `invalid` if there is no such person.
    Mono<Uid> find(Uid caller, Handle with) {
        return blocking.<Uid>call(() -> present(with))
                .flatMap(uid -> uid.equals(caller)
                        ? Mono.error(nobody("oneself"))
                        : people.find(uid, AtLeast.ANYTHING)
                                .filter(profile -> !profile.deleted())
                                .map(ProfileView::uid))
                .switchIfEmpty(Mono.error(() -> nobody("nobody")));
    }

    /// Who is, or was, called so, and is not the caller: with whom it may have a conversation already. Else empty.
    Mono<Uid> former(Uid caller, Handle with) {
        return blocking.<Uid>call(() -> handles.find(with)).filter(uid -> !uid.equals(caller));
    }

    /// The vault knows who is deleted before the views do.
    private @Nullable Uid present(Handle with) {
        Uid uid = handles.find(with);
        return uid == null || erasures.isErased(uid) ? null : uid;
    }

    private static ProblemException nobody(String who) {
        return new ProblemException(Problem.invalid("with", who + " (expected: somebody else)"));
    }
}
