package io.verbatim.query.live;

import io.verbatim.api.Uid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which gateways are interested in whom. Guarded by the partition's lock.
final class InterestTable {

    private final Map<Uid, List<Gateway>> gateways = new HashMap<>();

    boolean isEmpty() {
        return gateways.isEmpty();
    }

    List<Gateway> in(Uid person) {
        return gateways.getOrDefault(person, List.of());
    }

    void add(Uid person, Gateway gateway) {
        gateways.computeIfAbsent(person, first -> new ArrayList<>(1)).add(gateway);
    }

    void remove(Uid person, Gateway gateway) {
        gateways.computeIfPresent(person, (key, interested) -> {
            interested.remove(gateway);
            return interested.isEmpty() ? null : interested;
        });
    }

    void removeAll(Collection<Uid> people, Gateway gateway) {
        people.forEach(person -> remove(person, gateway));
    }
}
