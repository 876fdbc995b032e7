package io.verbatim.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// CPU time spent so far, or, as a difference, in between; in seconds.
///
/// @param at by `System.nanoTime()`, in seconds
/// @param server the server's process; 0 if it is not told
/// @param tool this process, its JIT and garbage collector included
/// @param loop this process's one thread that does the work
/// @param serverThreads the server's, by the names of its threads
record Costs(double at, double server, double tool, double loop, Map<String, Double> serverThreads) {

    private static final double NANOS = 1e9;

    static Costs now(@Nullable ServerProcess server) throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Costs(
                System.nanoTime() / NANOS,
                server == null ? 0 : server.cpuSeconds(),
                system.getProcessCpuTime() / NANOS,
                ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOS,
                server == null ? Map.of() : server.cpuSecondsByThread());
    }

    Costs since(Costs before) {
        Map<String, Double> threads = new HashMap<>(serverThreads);
        before.serverThreads.forEach((name, seconds) -> threads.computeIfPresent(name, (_, now) -> now - seconds));
        return new Costs(at - before.at, server - before.server, tool - before.tool, loop - before.loop, threads);
    }
}
