package io.verbatim.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/// Counts what is logged, as the meter `logback.events` with the level as its tag. Micrometer's own meter of that name
/// is a filter: each call of a logger asks it, and Axon makes a dozen for each command of which none is logged.
final class LoggedLines extends UnsynchronizedAppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final List<Level> LEVELS = List.of(Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE);

    private final Map<Level, Counter> counters;

    private LoggedLines(MeterRegistry registry) {
        this.counters = LEVELS.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        level -> Counter.builder("logback.events")
                                .description("Lines that were logged")
                                .tag("level", level.toString().toLowerCase(Locale.ROOT))
                                .register(registry)));
    }

    /// Counts from now on, for this registry, until it is closed.
    static LoggedLines counted(MeterRegistry registry) {
        LoggedLines lines = new LoggedLines(registry);
        lines.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        lines.start();
        root().addAppender(lines);
        return lines;
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    protected void append(ILoggingEvent line) {
        Counter counter = counters.get(line.getLevel());
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void close() {
        root().detachAppender(this);
        stop();
    }
}
