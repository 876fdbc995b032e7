package io.verbatim.gateway.parser;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How a gateway asks parsers in other processes.
///
/// @param batch frames that are asked for together, by size (each 128 bytes more than it has); a larger one goes alone.
///     A question is a third larger than that at most, an answer three times as large: both have to be within what
///     the bus carries in one message
/// @param answerWithin an ask that is not answered within this time is made again
/// @param giveUpAfter a frame that has waited for so long when an ask fails ends its connection with 4503
@ConfigurationProperties("verbatim.gateway.parser.remote")
public record RemoteParserProperties(
        @DefaultValue("1MB") DataSize batch,
        @DefaultValue("1s") Duration answerWithin,
        @DefaultValue("5s") Duration giveUpAfter) {
    public RemoteParserProperties {
        if (batch.toBytes() < 1 || !answerWithin.isPositive() || !giveUpAfter.isPositive()) {
            throw new IllegalArgumentException("verbatim.gateway.parser.remote: batch=" + batch + ", answerWithin="
                    + answerWithin + ", giveUpAfter=" + giveUpAfter + " (expected: each > 0)");
        }
    }
}
