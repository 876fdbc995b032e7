package io.verbatim.gateway.http.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Profiles;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.http.Blocking;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Who is there. The view of profiles lags behind registrations, so who has just been told of an account is not told
/// that there is none.
public final class People {
    private static final int REGISTERED_KEPT = 100_000;
    private static final Duration REGISTERED_LATELY = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN_EVERY = Duration.ofMillis(10);
    private static final int LOOKS_FOR_REGISTERED = 200;
    /// For who has a user id, but perhaps registered elsewhere a moment ago.
    private static final int LOOKS_FOR_OTHERS = 10;

    private final Queries queries;
    private final Blocking blocking;
    private final Cache<Uid, Boolean> registeredLately = Caffeine.newBuilder()
            .maximumSize(REGISTERED_KEPT)
            .expireAfterWrite(REGISTERED_LATELY)
            .build();

    public People(Queries queries, Blocking blocking) {
        this.queries = queries;
        this.blocking = blocking;
    }

    /// This gateway has told somebody that the person has an account.
    void registered(Uid person) {
        registeredLately.put(person, true);
    }

    /// The profiles that are there now, in no order; goes on where they may be rendered.
    public Mono<Map<Uid, ProfileView>> find(Collection<Uid> people) {
        return find(people, AtLeast.ANYTHING);
    }

    private Mono<Map<Uid, ProfileView>> find(Collection<Uid> people, AtLeast atLeast) {
        List<Uid> different = people.stream().distinct().toList();
        if (different.isEmpty()) {
            return blocking.call(Map::of);
        }
        return blocking.ask(() -> queries.ask(new FindProfiles(different, atLeast), Profiles.class))
                .map(found -> found.profiles().stream()
                        .collect(Collectors.toMap(ProfileView::uid, Function.identity(), (one, same) -> one)));
    }

    /// As [#find], but waits for those who registered lately.
    ///
    /// @param atLeast how much the view must have seen
    /// @return fails with `behind` if one of them does not appear
    public Mono<Map<Uid, ProfileView>> findAll(Collection<Uid> people, AtLeast atLeast) {
        return find(people, atLeast)
                .filter(found -> people.stream().allMatch(uid -> found.containsKey(uid) || !isRegisteredLately(uid)))
                .repeatWhenEmpty(LOOKS_FOR_REGISTERED, People::again)
                .onErrorMap(IllegalStateException.class, tooLong -> new ProblemException(ProblemName.BEHIND));
    }

    /// Somebody's profile; empty if there is no such account.
    ///
    /// @param atLeast how much the view must have seen
    /// @return fails with `behind` if somebody registered lately and does not appear
    public Mono<ProfileView> find(Uid person, AtLeast atLeast) {
        boolean registered = isRegisteredLately(person);
        return find(List.of(person), atLeast)
                .mapNotNull(found -> found.get(person))
                .repeatWhenEmpty(registered ? LOOKS_FOR_REGISTERED : LOOKS_FOR_OTHERS, People::again)
                .onErrorResume(
                        IllegalStateException.class,
                        tooLong -> registered ? Mono.error(new ProblemException(ProblemName.BEHIND)) : Mono.empty());
    }

    private boolean isRegisteredLately(Uid person) {
        return registeredLately.getIfPresent(person) != null;
    }

    private static Flux<Long> again(Flux<Long> looks) {
        return looks.delayElements(LOOK_AGAIN_EVERY);
    }
}
