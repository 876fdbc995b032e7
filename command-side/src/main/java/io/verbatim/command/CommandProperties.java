package io.verbatim.command;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The write side.
///
/// @param lanes how many threads decide commands; 0: one per core. One to four measured alike on two cores
/// @param laneQueue how many commands may wait on one lane; beyond, they are refused with `unavailable`
/// @param liveAggregates how much of the heap live aggregates may take together; beyond, those unused for longest are
///     loaded again when they are needed
/// @param snapshotAfter a snapshot is taken when loading an aggregate would read more events than this
@ConfigurationProperties("verbatim.commands")
public record CommandProperties(
        @DefaultValue("0") int lanes,
        @DefaultValue("32768") int laneQueue,
        @DefaultValue("128MB") DataSize liveAggregates,
        @DefaultValue("64KB") DataSize snapshotAfter) {

    int lanesOrCores() {
        return lanes > 0 ? lanes : Runtime.getRuntime().availableProcessors();
    }
}
