package io.verbatim.gateway.parser.remote;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// A parser that serves gateways.
///
/// @param threads how many parse
/// @param queued frames that wait for them, by size; beyond it an ask is refused, and made again by its gateway
@ConfigurationProperties("verbatim.parser")
public record ServedParserProperties(
        @DefaultValue("2") int threads,
        @DefaultValue("64MB") DataSize queued) {
    public ServedParserProperties {
        if (threads < 1 || queued.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "verbatim.parser: threads=" + threads + ", queued=" + queued + " (expected: each at least 1)");
        }
    }
}
