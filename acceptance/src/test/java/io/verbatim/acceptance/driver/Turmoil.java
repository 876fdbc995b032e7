package io.verbatim.acceptance.driver;

import java.time.Duration;

/// How often something happens to the server.
///
/// @param betweenKills how often it is killed, or asked to stop; zero: never
/// @param betweenTroubles how often a batch on its way to a gateway is lost, repeated or late, or a partition of the
///     router gets another owner; zero: never
record Turmoil(Duration betweenKills, Duration betweenTroubles) {

    static final Turmoil NONE = new Turmoil(Duration.ZERO, Duration.ZERO);
}
