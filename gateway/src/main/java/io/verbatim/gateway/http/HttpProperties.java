package io.verbatim.gateway.http;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Calls over HTTP.
///
/// @param corsOrigins the origins whose pages may call; `*`: any. No cookies are used
/// @param commandTimeout a command unanswered for this long is answered with `outcome-unknown`
/// @param queryTimeout a query unanswered for this long is answered with `unavailable`
/// @param gzipAbove answers smaller than this are not worth it
/// @param blockingThreads for what looks into the vault; no event loop waits for a disk
/// @param blockingQueue calls waiting for each of them; beyond it `unavailable`
@ConfigurationProperties("verbatim.gateway.http")
public record HttpProperties(
        @DefaultValue("*") List<String> corsOrigins,
        @DefaultValue("10s") Duration commandTimeout,
        @DefaultValue("5s") Duration queryTimeout,
        @DefaultValue("1KB") DataSize gzipAbove,
        @DefaultValue("8") int blockingThreads,
        @DefaultValue("1000") int blockingQueue) {
    public HttpProperties {
        corsOrigins = List.copyOf(corsOrigins);
    }
}
