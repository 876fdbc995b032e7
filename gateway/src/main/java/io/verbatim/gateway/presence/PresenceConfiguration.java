package io.verbatim.gateway.presence;

import io.verbatim.api.vault.GatewayBeats;
import io.verbatim.gateway.bus.Commands;
import io.verbatim.gateway.bus.GatewayEpoch;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.bus.RetriedCommands;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What gateways do for presence.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PresenceProperties.class)
public class PresenceConfiguration {
    @Bean
    SessionTable sessionTable(
            RetriedCommands commands, GatewayEpoch gateway, PresenceProperties properties, Clock clock) {
        return new SessionTable(commands, gateway, properties.threshold(), clock);
    }

    @Bean
    LostGateways lostGateways(
            GatewayBeats beats,
            Commands commands,
            Queries queries,
            GatewayEpoch gateway,
            PresenceProperties properties,
            Clock clock) {
        return new LostGateways(beats, commands, queries, gateway, properties, clock);
    }

    @Bean
    PresenceKeeper presenceKeeper(
            SessionTable sessions,
            LostGateways lost,
            GatewayBeats beats,
            GatewayEpoch gateway,
            PresenceProperties properties,
            Clock clock) {
        return new PresenceKeeper(sessions, lost, beats, gateway, properties, clock);
    }
}
