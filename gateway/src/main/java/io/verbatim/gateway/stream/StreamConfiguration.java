package io.verbatim.gateway.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.Secrets;
import io.verbatim.gateway.auth.Families;
import io.verbatim.gateway.auth.TokenReader;
import io.verbatim.gateway.bus.GatewayEpoch;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.bus.RetryProperties;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.error.Problems;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.limits.RateLimits;
import io.verbatim.gateway.parser.FrameParsers;
import io.verbatim.gateway.parser.ParserConfiguration;
import io.verbatim.gateway.presence.PresenceConfiguration;
import io.verbatim.gateway.presence.SessionTable;
import io.verbatim.gateway.receipts.ReceiptsCoalescer;
import io.verbatim.gateway.send.MessageSender;
import io.verbatim.gateway.stream.Joining.JoinContext;
import io.verbatim.gateway.stream.Watching.WatchContext;
import io.verbatim.gateway.typing.TypingRelay;
import io.verbatim.gateway.wire.Replies;
import io.verbatim.gateway.wire.WireMapper;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The live stream, whatever carries it.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamProperties.class)
@Import({ParserConfiguration.class, PresenceConfiguration.class})
public class StreamConfiguration {
    @Bean
    StreamThreads streamThreads(StreamProperties properties) {
        return new StreamThreads(properties.joinThreads());
    }

    @Bean
    StreamClock streamClock() {
        return new StreamClock();
    }

    @Bean
    Interest interest() {
        return new Interest();
    }

    @Bean
    Watching watching(
            Interest interest,
            Queries queries,
            WireMapper wire,
            LastTold lastTold,
            FeedPosition position,
            StreamThreads threads,
            StreamClock clock) {
        return new Watching(interest, new WatchContext(queries, wire, lastTold, position, threads.joining(), clock));
    }

    @Bean
    Roster roster(
            GatewayLimits limits, Interest interest, SessionTable sessions, Watching watching, MeterRegistry meters) {
        return new Roster(new Connected(limits), interest, sessions, watching, new StreamMeters(meters));
    }

    @Bean
    Signals signals(TypingRelay typing, Watching watching, Handles handles) {
        return new Signals(typing, watching, handles);
    }

    @Bean
    FeedPosition feedPosition() {
        return new FeedPosition();
    }

    @Bean
    ServerFrames serverFrames(Cursors cursors, StreamProperties properties) {
        return new ServerFrames(cursors, properties);
    }

    @Bean
    Authenticator authenticator(TokenReader tokens, Secrets secrets, Handles handles, Families families, Clock clock) {
        return new Authenticator(tokens, secrets.streamTickets(), handles, families, clock);
    }

    @Bean
    JoinContext joinContext(
            ServerFrames frames,
            LastTold lastTold,
            FeedPosition position,
            StreamThreads threads,
            StreamClock clock,
            StreamProperties properties) {
        return new JoinContext(frames, lastTold, position, threads.joining(), clock, properties.joinFor());
    }

    @Bean
    ChangeFrames changeFrames(Replies replies, WireMapper wire) {
        return new ChangeFrames(replies, wire);
    }

    @Bean
    CatchUp catchUp(ChangeFrames changes, ServerFrames frames, StreamProperties properties) {
        return new CatchUp(changes, frames::mark, properties);
    }

    @Bean
    EventPages eventPages(Queries queries, ChangeFrames frames, Cursors cursors, LogEpoch epoch, GatewayLimits limits) {
        return new EventPages(queries, frames, cursors, epoch, limits);
    }

    @Bean
    Joining joining(
            Roster roster,
            Queries queries,
            CatchUp catchUp,
            Secrets secrets,
            Cursors cursors,
            LogEpoch epoch,
            GatewayLimits limits,
            JoinContext context) {
        return new Joining(roster, queries, catchUp, secrets.refreshTokens(), cursors, epoch, limits, context);
    }

    @Bean
    Sending sending(
            MessageSender sender,
            Problems problems,
            RetryProperties waits,
            StreamProperties properties,
            StreamClock clock) {
        return new Sending(sender, problems, waits, properties, clock);
    }

    @Bean
    Greeting greeting(Authenticator authenticator, RateLimits rates, Roster roster, Joining joining) {
        return new Greeting(authenticator, rates, roster, joining);
    }

    @Bean
    Dispatch dispatch(
            Greeting greeting,
            Sending sending,
            ReceiptsCoalescer receipts,
            Signals signals,
            RateLimits rates,
            Problems problems,
            StreamProperties properties) {
        return new Dispatch(greeting, sending, receipts, signals, rates, problems, properties);
    }

    @Bean
    Connections connections(
            FrameParsers parsers,
            Dispatch dispatch,
            Sending sending,
            Joining joining,
            Greeting greeting,
            Roster roster,
            ServerFrames frames,
            StreamProperties properties) {
        ConnectionHost host = new ConnectionHost(parsers, dispatch, sending, joining, roster, frames, properties);
        roster.meters().connections(host.open()::size);
        return new Connections(host, greeting);
    }

    @Bean
    FeedWork feedWork(
            Queries queries,
            Replies replies,
            WireMapper wire,
            Joining joining,
            FeedPosition position,
            StreamClock clock,
            StreamProperties properties,
            GatewayLimits limits) {
        Rounds rounds = new Rounds(queries, replies, wire, limits.receiptsMembers());
        return new FeedWork(rounds, joining, position, clock, properties.joinFor());
    }

    /// Opened at once: nobody can join before.
    @Bean
    GatewayFeed gatewayFeed(
            Roster roster,
            WireMapper wire,
            Families families,
            FeedWork work,
            LastTold lastTold,
            ServerFrames frames,
            LiveFeed liveFeed,
            GatewayEpoch gateway) {
        GatewayFeed feed = new GatewayFeed(
                roster, wire, new Devices(roster.connected(), families), work, new Pass(lastTold, frames::mark));
        roster.interest().open(liveFeed, gateway.value(), feed, feed::placed);
        return feed;
    }

    @Bean
    StreamLifecycle streamLifecycle(
            Connections connections, Roster roster, StreamClock due, StreamProperties properties, Clock clock) {
        Housekeeper housekeeper = new Housekeeper(connections.host().open(), properties, clock);
        return new StreamLifecycle(connections, roster.interest(), housekeeper, due, properties.drainWithin());
    }
}
