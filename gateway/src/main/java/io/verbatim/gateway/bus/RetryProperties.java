package io.verbatim.gateway.bus;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long the gateway itself repeats what the command side could not take in.
///
/// @param giveUpAfter a client is told of a retryable refusal after this time; 0: at once
/// @param firstDelay about how long it waits before the first repeat; each further wait is up to twice as long
/// @param maxDelay about how long it waits at most
@ConfigurationProperties("verbatim.gateway.retry")
public record RetryProperties(
        @DefaultValue("5s") Duration giveUpAfter,
        @DefaultValue("50ms") Duration firstDelay,
        @DefaultValue("1s") Duration maxDelay) {
    public RetryProperties {
        if (giveUpAfter.isNegative() || !firstDelay.isPositive() || maxDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException(
                    "verbatim.gateway.retry: giveUpAfter=" + giveUpAfter + ", firstDelay=" + firstDelay + ", maxDelay="
                            + maxDelay + " (expected: 0 <= giveUpAfter, 0 < firstDelay <= maxDelay)");
        }
    }
}
