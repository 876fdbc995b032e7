package io.verbatim.acceptance.driver;

import java.time.Duration;
import java.util.Set;

/// What a run does. The same scenario makes the same choices again; what the threads make of them may differ.
///
/// @param people who chat in a ring: each with the two beside it
/// @param devicesEach devices of each of them
/// @param length how long they go on
/// @param turmoil what happens to the server meanwhile
/// @param faults what is planted
record Scenario(long seed, int people, int devicesEach, Duration length, Turmoil turmoil, Set<Fault> faults) {

    static Scenario quick(long seed, Set<Fault> faults) {
        return new Scenario(seed, 4, 2, Duration.ofSeconds(6), Turmoil.NONE, faults);
    }
}
