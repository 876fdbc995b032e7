package io.verbatim.gateway.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The live stream.
///
/// @param heartbeat after so long a silence a socket is pinged; after twice that it is closed with 4408
/// @param helloWithin the first frame comes within this time; else 4401
/// @param outboundFrames frames that wait for a client; beyond it 4508
/// @param outbound frames that wait for a client, by size; beyond it 4508
/// @param joinFrames events that wait while a connection joins; beyond it they are dropped and asked for again
/// @param catchUpAtOnce missed changes that are made into frames at a time, as the client takes them
/// @param sendsInFlight unanswered messages of one connection; beyond it the connection is not read
/// @param retryFor how long a message that could not be taken in for now is repeated before its sender is told
/// @param joinFor how long a connection may take to join before it is closed, to come again
/// @param closeWithin a client has this long to take its last frames before its connection is cut
/// @param refusedFrames refused for their rate within ten seconds; beyond it 4429
/// @param reconnectWithin the longest wait that `goodbye` asks of a client when all have to come back
/// @param drainWithin how long a stopping gateway waits for unanswered messages, and again for its connections to end
/// @param comment how often a silent stream of server-sent events gets a comment
/// @param joinThreads for what a joining connection needs of the views and the vault
@ConfigurationProperties("verbatim.gateway.stream")
public record StreamProperties(
        @DefaultValue("25s") Duration heartbeat,
        @DefaultValue("10s") Duration helloWithin,
        @DefaultValue("4096") int outboundFrames,
        @DefaultValue("2MB") DataSize outbound,
        @DefaultValue("1024") int joinFrames,
        @DefaultValue("256") int catchUpAtOnce,
        @DefaultValue("1024") int sendsInFlight,
        @DefaultValue("10s") Duration retryFor,
        @DefaultValue("10s") Duration joinFor,
        @DefaultValue("5s") Duration closeWithin,
        @DefaultValue("100") int refusedFrames,
        @DefaultValue("10s") Duration reconnectWithin,
        @DefaultValue("3s") Duration drainWithin,
        @DefaultValue("15s") Duration comment,
        @DefaultValue("2") int joinThreads) {}
