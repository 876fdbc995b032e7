package io.verbatim.gateway.http.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.account.ProfileView;
import io.verbatim.gateway.http.account.People;
import io.verbatim.gateway.wire.WireMapper;
import io.verbatim.gateway.wire.WireProfile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/// The `users` of a page: the profiles of everybody whom it names.
final class Users {
    private final People people;
    private final WireMapper wire;

    Users(People people, WireMapper wire) {
        this.people = people;
        this.wire = wire;
    }

    /// By user id, in the order of the names; who has no profile yet is left out.
    Mono<Map<String, WireProfile>> of(Collection<Uid> named) {
        return people.find(named).map(found -> {
            Map<String, WireProfile> users = LinkedHashMap.newLinkedHashMap(found.size());
            for (Uid uid : named) {
                ProfileView view = found.get(uid);
                if (view != null) {
                    WireProfile profile = wire.profile(view);
                    users.put(profile.userId(), profile);
                }
            }
            return users;
        });
    }
}
