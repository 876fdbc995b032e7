package io.verbatim.testkit;

import io.verbatim.api.Handle;
import io.verbatim.api.Uid;

/// Sample people. Their uids sort in the order in which they stand here, so that member numbers are easy to see.
public final class People {

    public static final Person ANA = person(1, "ana");
    public static final Person BOB = person(2, "bob");
    public static final Person CARLA = person(3, "carla");
    public static final Person DAVID = person(4, "david");

    /// In no history.
    public static final Person STRANGER = person(5, "stranger");

    private People() {}

    /// The n-th of as many uids as are needed; the first are those of people with names.
    public static Uid uid(int n) {
        return new Uid("%016d".formatted(n));
    }

    private static Person person(int n, String handle) {
        return new Person(uid(n), new Handle(handle));
    }

    /// A sample person.
    public record Person(Uid uid, Handle handle) {}
}
