package io.verbatim.query.support;

import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.Handles;
import io.verbatim.query.QuerySideConfiguration;
import io.verbatim.query.projection.Projection;
import io.verbatim.testkit.People;
import io.verbatim.testkit.TransparentKeys;
import java.util.List;
import java.util.stream.Stream;

/// What the views need of a vault.
public final class Vaults {

    private Vaults() {}

    /// All projections, with keys that hide nothing.
    public static List<Projection<?>> projections() {
        return QuerySideConfiguration.projections(new TransparentKeys(), handles());
    }

    /// The sample people are called as they are; everybody else `user-` and the uid.
    public static Handles handles() {
        return new Handles() {
            @Override
            public Uid reserve(Handle handle) {
                throw new IllegalStateException("reserve: " + handle + " (expected: only read)");
            }

            @Override
            public Uid find(Handle handle) {
                throw new IllegalStateException("find: " + handle + " (expected: asked by uid)");
            }

            @Override
            public Handle handleOf(Uid uid) {
                return Stream.of(People.ANA, People.BOB, People.CARLA, People.DAVID)
                        .filter(person -> person.uid().equals(uid))
                        .map(People.Person::handle)
                        .findFirst()
                        .orElseGet(() -> new Handle("user-" + uid));
            }
        };
    }
}
