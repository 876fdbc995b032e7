package io.verbatim.acceptance.driver;

import java.time.Duration;

/// What a run does. The same scenario makes the same choices again; what the threads make of them may differ.
///
/// @param people who chat in a ring: each with the two beside it
/// @param devicesEach devices of each of them
/// @param length how long they go on
/// @param betweenKills how often the server is killed, or asked to stop; zero: never
/// @param fault what is planted
record Scenario(long seed, int people, int devicesEach, Duration length, Duration betweenKills, Fault fault) {

    static Scenario quick(long seed, Fault fault) {
        return new Scenario(seed, 4, 2, Duration.ofSeconds(6), Duration.ZERO, fault);
    }
}
