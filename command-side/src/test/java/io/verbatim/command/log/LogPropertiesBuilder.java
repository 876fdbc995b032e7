package io.verbatim.command.log;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/// The defaults, but for what a test is about.
final class LogPropertiesBuilder {

    private final LogProperties defaults;
    private int ringEvents;
    private DataSize ringBytes;
    private int queueEvents;
    private DataSize batchBytes;
    private int streams;
    private DataSize keepFree;
    private Duration reopenAfter = Duration.ofMillis(5);

    LogPropertiesBuilder(Path folder) {
        defaults = LogProperties.in(folder);
        ringEvents = defaults.ringEvents();
        ringBytes = defaults.ringBytes();
        queueEvents = defaults.queueEvents();
        batchBytes = defaults.batchBytes();
        streams = defaults.streams();
        keepFree = defaults.keepFree();
    }

    LogPropertiesBuilder ringEvents(int events) {
        ringEvents = events;
        return this;
    }

    LogPropertiesBuilder ringBytes(long bytes) {
        ringBytes = DataSize.ofBytes(bytes);
        return this;
    }

    LogPropertiesBuilder queueEvents(int events) {
        queueEvents = events;
        return this;
    }

    LogPropertiesBuilder batchBytes(long bytes) {
        batchBytes = DataSize.ofBytes(bytes);
        return this;
    }

    LogPropertiesBuilder streams(int count) {
        streams = count;
        return this;
    }

    LogPropertiesBuilder keepFree(DataSize size) {
        keepFree = size;
        return this;
    }

    LogPropertiesBuilder reopenAfter(Duration pause) {
        reopenAfter = pause;
        return this;
    }

    LogProperties build() {
        return new LogProperties(
                defaults.folder(),
                ringEvents,
                ringBytes,
                queueEvents,
                defaults.queueBytes(),
                batchBytes,
                streams,
                defaults.cache(),
                keepFree,
                reopenAfter,
                defaults.reopenAtMostAfter());
    }
}
