package io.verbatim.gateway.http.account;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountView;
import io.verbatim.api.account.PeoplePage;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.vault.Handles;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.wire.WireMapper;
import io.verbatim.gateway.wire.WireProfile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Shows people to a caller, who sees its own profile as it left it.
final class FoundPeople {
    private final People people;
    private final OwnAccounts accounts;
    private final Handles handles;
    private final WireMapper wire;
    private final Blocking blocking;

    FoundPeople(People people, OwnAccounts accounts, Handles handles, WireMapper wire, Blocking blocking) {
        this.people = people;
        this.accounts = accounts;
        this.handles = handles;
        this.wire = wire;
        this.blocking = blocking;
    }

    /// Who is called so; empty if nobody is.
    Mono<Uid> called(String userId) {
        return blocking.call(() -> uid(userId));
    }

    /// Somebody's profile; empty if there is no such account.
    Mono<WireProfile> profile(Principal caller, Uid person, AtLeast atLeast) {
        Mono<ProfileView> found = person.equals(caller.uid())
                ? accounts.find(caller, atLeast).map(AccountView::profile)
                : people.find(person, atLeast);
        return found.map(wire::profile);
    }

    /// The profiles of those who are called so and have an account, in this order.
    Mono<ServerResponse> called(Principal caller, List<String> userIds, AtLeast atLeast) {
        return blocking.call(() ->
                        userIds.stream().map(this::uid).filter(Objects::nonNull).toList())
                .flatMap(uids -> (uids.contains(caller.uid())
                                ? accounts.find(caller, atLeast).then()
                                : Mono.<Void>empty())
                        .then(Mono.defer(() -> people.findAll(uids, atLeast)))
                        .map(found -> new Page(profiles(uids, found), null)))
                .flatMap(Answers::ok);
    }

    /// A page of profiles.
    Mono<ServerResponse> page(Call call, PeoplePage page) {
        return people.find(page.people())
                .flatMap(found -> Answers.ok(new Page(profiles(page.people(), found), call.next(page.next()))));
    }

    private List<WireProfile> profiles(List<Uid> uids, Map<Uid, ProfileView> found) {
        return uids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(wire::profile)
                .toList();
    }

    private @Nullable Uid uid(String userId) {
        return Handle.isValid(userId) ? handles.find(Handle.of(userId)) : null;
    }

    private record Page(List<WireProfile> users, @Nullable String next) {}
}
