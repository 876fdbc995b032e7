package io.verbatim.command.log;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.command.conversation.Messages;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The embedded log. Needs a [SnapshotPayloads] and a clock; takes a meter registry and a [SyncGate] where
/// there is one.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogProperties.class)
public class LogConfiguration {

    @Bean(destroyMethod = "close")
    LogEventStore eventStore(
            LogProperties properties,
            SnapshotPayloads snapshots,
            Clock clock,
            ObjectProvider<SyncGate> gate,
            ObjectProvider<MeterRegistry> meters) {
        return LogEventStore.open(
                properties,
                snapshots,
                clock,
                gate.getIfAvailable(() -> SyncGate.OPEN),
                meters.getIfAvailable(CompositeMeterRegistry::new));
    }

    @Bean
    Messages messages(LogEventStore log) {
        return log.messages();
    }

    @Bean
    LogEpoch logEpoch(LogEventStore log) {
        return log.epoch();
    }
}
