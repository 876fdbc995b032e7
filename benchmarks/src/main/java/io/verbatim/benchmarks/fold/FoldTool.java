package io.verbatim.benchmarks.fold;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Folds all views from nothing over a log that is full, several times in one process, each time into a new folder: the
/// first with a cold JVM, as after a start, the last as in a rebuild that has gone on for a while.
public final class FoldTool {

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
        try (AssembledSides sides = new AssembledSides(log, views)) {
            long end = sides.end();
            double cpu = cpuSeconds();
            long begin = System.nanoTime();
            sides.fold();
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
}
