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
    GatewayLease gatewayLease(GatewayEpoch gateway, PresenceProperties properties, Clock clock) {
        return new GatewayLease(gateway, properties.lease(), clock.instant());
    }

    @Bean
    SessionTable sessionTable(
            RetriedCommands commands, GatewayLease lease, PresenceProperties properties, Clock clock) {
        return new SessionTable(commands, lease, properties.threshold(), clock);
    }

    @Bean
    LostGateways lostGateways(
            GatewayBeats beats,
            Commands commands,
            Queries queries,
            GatewayLease lease,
            PresenceProperties properties,
            Clock clock) {
        return new LostGateways(beats, commands, queries, lease, properties, clock);
    }

    @Bean
    PresenceKeeper presenceKeeper(
            SessionTable sessions,
            LostGateways lost,
            GatewayBeats beats,
            GatewayLease lease,
            PresenceProperties properties,
            Clock clock) {
        return new PresenceKeeper(sessions, lost, beats, lease, properties, clock);
    }
}
