package io.verbatim.gateway;

import io.verbatim.gateway.http.HttpConfiguration;
import io.verbatim.gateway.http.account.AccountHttpConfiguration;
import io.verbatim.gateway.http.conversation.ConversationHttpConfiguration;
import io.verbatim.gateway.http.server.ServerHttpConfiguration;
import io.verbatim.gateway.socket.SocketConfiguration;
import io.verbatim.gateway.sse.SseConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The gateway: everything that speaks with clients. Needs from the assembly: the command and the query bus, the
/// vault's `Keys`, `Handles`, `Secrets`, `Erasures` and `GatewayBeats`, the `LiveFeed`, the `LogEpoch`, a `Clock` and a
/// `MeterRegistry`.
@Configuration(proxyBeanMethods = false)
@Import({
    AccountHttpConfiguration.class,
    ConversationHttpConfiguration.class,
    GatewayCoreConfiguration.class,
    HttpConfiguration.class,
    ServerHttpConfiguration.class,
    SocketConfiguration.class,
    SseConfiguration.class
})
public class GatewaySideConfiguration {}
