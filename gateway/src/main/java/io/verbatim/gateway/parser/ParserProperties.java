package io.verbatim.gateway.parser;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The parser of clients' frames.
///
/// @param threads lanes; each connection has one of them for its life
/// @param queued frames of one connection that wait, by size; beyond it the connection is not read until half of them
///     are done
/// @param queuedInAll frames of all connections that wait; beyond it a connection is not read while one of its own
///     waits
/// @param place where frames are parsed: `local`, in the gateway's process; `remote`, by parsers that are asked over
/// the
///     query bus
@ConfigurationProperties("verbatim.gateway.parser")
public record ParserProperties(
        @DefaultValue("2") int threads,
        @DefaultValue("256KB") DataSize queued,
        @DefaultValue("64MB") DataSize queuedInAll,
        @DefaultValue("local") Place place) {
    public ParserProperties {
        if (threads < 1 || queued.toBytes() < 1 || queuedInAll.toBytes() < 1) {
            throw new IllegalArgumentException("verbatim.gateway.parser: threads=" + threads + ", queued=" + queued
                    + ", queuedInAll=" + queuedInAll + " (expected: each at least 1)");
        }
    }

    /// Where frames are parsed.
    public enum Place {
        LOCAL,
        REMOTE
    }
}
