package io.verbatim.gateway.live;

import io.verbatim.api.Uid;
import io.verbatim.api.live.InterestChanged;
import io.verbatim.api.live.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Somebody who registers waits for all routers. One that is left meanwhile counts for nothing; one at
/// least must answer.
final class Placing implements Line.Asked {
    private final @Nullable Uid person;
    private final CompletableFuture<List<Place>> places = new CompletableFuture<>();
    private final List<Place> told = new ArrayList<>();
    private int left;
    private boolean confirmed;
    private boolean failed;

    /// @param person who must not have failed; null: nobody
    /// @param routers how many will answer
    Placing(@Nullable Uid person, int routers) {
        this.person = person;
        this.left = routers;
    }

    CompletableFuture<List<Place>> places() {
        return places;
    }

    @Override
    public void answered(@Nullable InterestChanged answer) {
        List<Place> all;
        synchronized (this) {
            if (answer != null && person != null && answer.failed().contains(person)) {
                failed = true;
            } else if (answer != null) {
                confirmed = true;
                told.addAll(answer.places());
            }
            if (--left > 0) {
                return;
            }
            all = List.copyOf(told);
        }
        if (confirmed && !failed) {
            places.complete(Place.furthest(all));
        } else {
            places.completeExceptionally(new IllegalStateException("router: no answer (expected: at least one)"));
        }
    }
}
