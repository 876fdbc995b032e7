package io.verbatim.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.command.account.AccountAggregates;
import io.verbatim.command.automation.Automations;
import io.verbatim.command.bus.LaneCommandBus;
import io.verbatim.command.bus.Lanes;
import io.verbatim.command.conversation.ConversationAggregates;
import io.verbatim.command.conversation.Messages;
import io.verbatim.command.log.Appends;
import io.verbatim.command.log.LogConfiguration;
import io.verbatim.command.log.LogEventStore;
import io.verbatim.command.log.SnapshotPayloads;
import io.verbatim.command.presence.PresenceAggregates;
import io.verbatim.command.repository.AggregateRegistrar;
import io.verbatim.command.repository.JsonSnapshots;
import io.verbatim.command.repository.LiveAggregates;
import io.verbatim.command.repository.SnapshotType;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The write side on the embedded log: the command bus with all aggregates on it. Needs a
/// [java.time.Clock], a meter
/// registry, and a [QueryBus] on which the views answer what automations ask.
@Configuration(proxyBeanMethods = false)
@Import(LogConfiguration.class)
@EnableConfigurationProperties(CommandProperties.class)
public class CommandSideConfiguration {

    @Bean
    SnapshotPayloads snapshotPayloads() {
        List<SnapshotType> types = Stream.of(
                        ConversationAggregates.SNAPSHOTS, AccountAggregates.SNAPSHOTS, PresenceAggregates.SNAPSHOTS)
                .flatMap(List::stream)
                .toList();
        return new JsonSnapshots(types);
    }

    /// Closed before the log is: what waits on the lanes is still decided.
    @Bean(destroyMethod = "close")
    Lanes lanes(CommandProperties properties, LogEventStore log) {
        return new Lanes(properties.lanesOrCores(), properties.laneQueue());
    }

    @Bean
    LiveAggregates liveAggregates(CommandProperties properties, Lanes lanes, LogEventStore log, MeterRegistry meters) {
        LiveAggregates live = new LiveAggregates(properties.liveAggregates().toBytes(), meters);
        log.addReopenListener(generation -> lanes.onEach(live::clear));
        return live;
    }

    @Bean
    CommandBus commandBus(
            Lanes lanes,
            Appends appends,
            Messages messages,
            LogEventStore log,
            LiveAggregates live,
            CommandProperties properties) {
        CommandBus bus = new LaneCommandBus(lanes, appends);
        AggregateRegistrar registrar = new AggregateRegistrar(
                bus, log, live, properties.snapshotAfter().toBytes());
        ConversationAggregates.register(registrar, messages);
        AccountAggregates.register(registrar);
        PresenceAggregates.register(registrar);
        return bus;
    }

    /// Closed before the lanes are.
    @Bean(initMethod = "start", destroyMethod = "close")
    Automations automations(LogEventStore log, CommandBus commandBus, QueryBus queryBus) {
        return Automations.of(log, commandBus, queryBus);
    }
}
