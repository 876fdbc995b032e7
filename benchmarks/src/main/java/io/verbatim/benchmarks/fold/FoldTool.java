package io.verbatim.benchmarks.fold;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.api.live.SyncedEvents;
import io.verbatim.command.CommandSideConfiguration;
import io.verbatim.query.QuerySideConfiguration;
import io.verbatim.query.RocksViewsConfiguration;
import io.verbatim.query.projection.Progress;
import io.verbatim.vault.VaultConfiguration;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Folds all views from nothing over a log that is full, several times in one process, each time into a new folder: the
/// first with a cold JVM, as after a start, the last as in a rebuild that has gone on for a while.
public final class FoldTool {

    private static final long PATIENCE_MINUTES = 10;

    private FoldTool() {}

    /// Runs the tool.
    ///
    /// @param arguments the log's folder, a folder for views, and how many times
    public static void main(String[] arguments) throws Exception {
        Path log = Path.of(arguments[0]);
        Path views = Path.of(arguments[1]);
        int times = Integer.parseInt(arguments[2]);
        List<Long> rates = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            rates.add(fold(log, views.resolve(Integer.toString(i))));
        }
        long cold = rates.getFirst();
        Collections.sort(rates);
        IO.println(String.format(
                Locale.ROOT,
                "RESULT folds=%d cold_events_per_s=%d median_events_per_s=%d best_events_per_s=%d",
                times,
                cold,
                rates.get(times / 2),
                rates.getLast()));
    }

    // From the moment at which the views are opened until they have reached the end of the log, opening included.
    private static long fold(Path log, Path views) throws Exception {
        try (AnnotationConfigApplicationContext writeSide = context(
                        null,
                        Map.of("verbatim.log.folder", log.toString(), "verbatim.vault.folder", views + "-vault"));
                AnnotationConfigApplicationContext readSide =
                        context(writeSide, Map.of("verbatim.views.rocksdb.folder", views.toString()))) {
            writeSide.register(CommandSideConfiguration.class, VaultConfiguration.class);
            writeSide.registerBean(Clock.class, FoldTool::clock);
            writeSide.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
            writeSide.registerBean(
                    QueryBus.class, () -> SimpleQueryBus.builder().build());
            writeSide.refresh();
            long end = writeSide.getBean(SyncedEvents.class).position();
            readSide.register(QuerySideConfiguration.class, RocksViewsConfiguration.class);
            double cpu = cpuSeconds();
            long begin = System.nanoTime();
            readSide.refresh();
            readSide.getBean(Progress.class).reached(end).get(PATIENCE_MINUTES, TimeUnit.MINUTES);
            long nanos = System.nanoTime() - begin;
            long rate = end * TimeUnit.SECONDS.toNanos(1) / nanos;
            System.err.printf(
                    Locale.ROOT,
                    "%d events in %d ms: %d/s, %.1f CPU s per 1,000,000%n",
                    end,
                    TimeUnit.NANOSECONDS.toMillis(nanos),
                    rate,
                    (cpuSeconds() - cpu) * 1_000_000 / end);
            return rate;
        }
    }

    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    @SuppressWarnings("TimeZoneUsage") // here is where the clock comes from
    private static Clock clock() {
        return Clock.systemUTC();
    }

    private static AnnotationConfigApplicationContext context(
            @Nullable AnnotationConfigApplicationContext parent, Map<String, Object> settings) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        if (parent != null) {
            context.setParent(parent);
        }
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("benchmark", settings));
        return context;
    }
}
