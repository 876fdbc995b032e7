package io.verbatim.gateway.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The live feed over the query bus.
///
/// @param silence a router of which a partition says nothing for so long is left, and registered with anew if it is
///     there; some beats of it
/// @param answerWithin a router that has not answered within this time is left as well
@ConfigurationProperties("verbatim.gateway.live")
public record QueryBusFeedProperties(
        @DefaultValue("4s") Duration silence,
        @DefaultValue("5s") Duration answerWithin) {

    public QueryBusFeedProperties {
        requirePositive("silence", silence);
        requirePositive("answer-within", answerWithin);
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("verbatim.gateway.live." + name + ": " + value + " (expected: > 0)");
        }
    }
}
