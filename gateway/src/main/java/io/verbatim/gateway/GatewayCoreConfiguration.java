package io.verbatim.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.api.vault.Erasures;
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.Secrets;
import io.verbatim.gateway.auth.AccessTokens;
import io.verbatim.gateway.auth.Admission;
import io.verbatim.gateway.auth.AuthProperties;
import io.verbatim.gateway.auth.Families;
import io.verbatim.gateway.auth.IssuerProperties;
import io.verbatim.gateway.auth.IssuerTokens;
import io.verbatim.gateway.auth.TokenReader;
import io.verbatim.gateway.bus.Commands;
import io.verbatim.gateway.bus.GatewayEpoch;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.bus.Retry;
import io.verbatim.gateway.bus.RetryProperties;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.cursor.PageMarks;
import io.verbatim.gateway.error.Problems;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.limits.RateLimitProperties;
import io.verbatim.gateway.limits.RateLimits;
import io.verbatim.gateway.presence.GatewayLease;
import io.verbatim.gateway.receipts.ReceiptsCoalescer;
import io.verbatim.gateway.receipts.ReceiptsPace;
import io.verbatim.gateway.send.MessageSender;
import io.verbatim.gateway.typing.TypingRelay;
import io.verbatim.gateway.wire.Replies;
import io.verbatim.gateway.wire.WireMapper;
import java.time.Clock;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// What REST and the live stream share.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    AuthProperties.class,
    GatewayLimits.class,
    IssuerProperties.class,
    RateLimitProperties.class,
    ReceiptsPace.class,
    RetryProperties.class
})
class GatewayCoreConfiguration {
    private static final String ACCESS_TOKENS_SECRET = "access-tokens";
    private static final String CURSORS_SECRET = "cursors";
    private static final String PAGES_SECRET = "pages";

    @Bean
    GatewayEpoch gatewayEpoch() {
        return GatewayEpoch.random();
    }

    @Bean
    Commands gatewayCommands(CommandBus bus) {
        return new Commands(bus);
    }

    @Bean
    Queries gatewayQueries(QueryBus bus) {
        return new Queries(bus);
    }

    @Bean
    Retry gatewayRetry(RetryProperties properties) {
        return new Retry(properties);
    }

    @Bean
    RetriedCommands retriedCommands(Commands commands, Retry retry) {
        return new RetriedCommands(commands, retry);
    }

    @Bean
    Problems gatewayProblems(MeterRegistry meters) {
        return new Problems(meters);
    }

    @Bean
    Families tokenFamilies(Secrets secrets, AuthProperties properties, Clock clock) {
        return new Families(secrets.refreshTokens(), properties, clock);
    }

    @Bean
    AccessTokens accessTokens(Secrets secrets, AuthProperties properties, Families families, Clock clock) {
        return new AccessTokens(secrets.named(ACCESS_TOKENS_SECRET), properties, families, clock);
    }

    /// Of an issuer, where one is named; else our own.
    @Bean
    @Primary
    TokenReader tokenReader(
            IssuerProperties issuer,
            AccessTokens own,
            Keys keys,
            Handles handles,
            Secrets secrets,
            Erasures erasures,
            RetriedCommands commands,
            Families families,
            Clock clock) {
        if (!issuer.isUsed()) {
            return own;
        }
        Admission admission = new Admission(keys, secrets.refreshTokens(), erasures, commands);
        return new IssuerTokens(issuer, handles, admission, families, clock);
    }

    @Bean
    RateLimits rateLimits(RateLimitProperties properties, Clock clock) {
        return new RateLimits(properties, clock);
    }

    @Bean
    WireMapper wireMapper(Keys keys, Handles handles) {
        return new WireMapper(keys, handles);
    }

    @Bean
    Replies replies(Queries queries) {
        return new Replies(queries);
    }

    @Bean
    Cursors cursors(Secrets secrets, LogEpoch epoch) {
        return new Cursors(secrets.named(CURSORS_SECRET), epoch);
    }

    @Bean
    PageMarks pageMarks(Secrets secrets) {
        return new PageMarks(secrets.named(PAGES_SECRET));
    }

    @Bean
    LastTold lastTold(Cursors cursors) {
        return new LastTold(cursors);
    }

    @Bean
    MessageSender messageSender(Commands commands, Retry retry, Keys keys, Handles handles, LastTold lastTold) {
        return new MessageSender(commands, retry, keys, handles, lastTold);
    }

    @Bean
    TypingRelay typingRelay(Queries queries, LiveFeed feed, RateLimits rates, GatewayLimits limits) {
        return new TypingRelay(queries, feed, rates, limits);
    }

    @Bean
    ReceiptsCoalescer receiptsCoalescer(
            RetriedCommands commands, LastTold lastTold, GatewayLease lease, ReceiptsPace pace) {
        return new ReceiptsCoalescer(commands, lastTold, lease::epoch, pace);
    }
}
