package io.verbatim.gateway.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How often things may be asked; beyond it `rate-limited`.
///
/// @param enabled false for load tests only
/// @param sendsPerSecond messages, per user
/// @param sendsBurst messages at once, per user
/// @param callsPerSecond other calls and frames, per user; calls without a token, per address
/// @param callsBurst other calls and frames at once
/// @param signInsPerMinute sign-ins and registrations, per address; as many at once
/// @param failures wrong passwords per user in `failuresWindow`; then even the right one waits
/// @param failuresWindow the time in which failures are forgotten
/// @param remembered of how many users and addresses each is counted; the longest unseen are forgotten first
@ConfigurationProperties("verbatim.ratelimits")
public record RateLimitProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("50") int sendsPerSecond,
        @DefaultValue("300") int sendsBurst,
        @DefaultValue("50") int callsPerSecond,
        @DefaultValue("500") int callsBurst,
        @DefaultValue("60") int signInsPerMinute,
        @DefaultValue("10") int failures,
        @DefaultValue("15m") Duration failuresWindow,
        @DefaultValue("100000") int remembered) {
    public RateLimitProperties {
        if (Math.min(Math.min(sendsPerSecond, sendsBurst), Math.min(callsPerSecond, callsBurst)) < 1
                || Math.min(Math.min(signInsPerMinute, failures), remembered) < 1
                || !failuresWindow.isPositive()) {
            throw new IllegalArgumentException("verbatim.ratelimits: a rate of 0 or less (expected: enabled=false)");
        }
    }
}
