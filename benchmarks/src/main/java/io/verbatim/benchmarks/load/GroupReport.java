package io.verbatim.benchmarks.load;

import java.util.Formatter;
import java.util.Locale;

/// What was found of a group, for a person and, in its last line, for a script.
///
/// @param deliveries messages times who received them, within the measured time
/// @param toLast from a message's sending until the last one has it
/// @param costs within the measured time
/// @param serverResidentBytes 0 if it is not told
record GroupReport(
        Settings settings,
        Settings.Group shape,
        Tally tally,
        long deliveries,
        LatencyHistogram toLast,
        Costs costs,
        long serverResidentBytes) {

    private static final double MILLIS = 1e6;

    String text() {
        Formatter out = new Formatter(Locale.ROOT);
        out.format(
                "a group of %d, %d connected, %d of them send %d-byte texts; %s; warm-up %d s, measured %.1f s%n%n",
                shape.online() + shape.absent(),
                shape.online(),
                shape.senders(),
                settings.textBytes(),
                settings.rate() > 0 ? settings.rate() + " messages/s" : settings.inFlight() + " in flight",
                settings.warmup().toSeconds(),
                costs.at());
        out.format("%-28s %10.0f%n", "messages/s", tally.landed / costs.at());
        out.format("%-28s %10.0f%n%n", "deliveries/s", deliveries / costs.at());
        out.format("%-28s %9s %9s %9s %10s%n", "latency in ms", "p50", "p99", "max", "count");
        latency(out, "send -> ack", tally.toAck);
        latency(out, "send -> each", tally.toReceive);
        latency(out, "send -> the last", toLast);
        out.format("%nserver: %.2f cores, tool: %.2f%n", costs.server() / costs.at(), costs.tool() / costs.at());
        costs.serverThreads().entrySet().stream()
                .filter(thread -> thread.getValue() >= costs.server() / 50)
                .sorted((one, other) -> Double.compare(other.getValue(), one.getValue()))
                .forEach(thread -> out.format("  %-26s %9.2f%n", thread.getKey(), thread.getValue() / costs.at()));
        out.format("server's resident memory: %d MiB%n", serverResidentBytes >> 20);
        out.format(
                "failed %d, closed %d, wrong order or lost %d, repeated events %d%n",
                tally.failed, tally.closed, tally.wrong, tally.repeated);
        tally.told().forEach(what -> out.format("  %s%n", what));
        out.format(
                "RESULT messages_per_s=%.0f deliveries_per_s=%.0f ack_p99_ms=%.2f each_p99_ms=%.2f last_p50_ms=%.2f "
                        + "last_p99_ms=%.2f server_cores=%.2f clean=%s%n",
                tally.landed / costs.at(),
                deliveries / costs.at(),
                tally.toAck.percentile(99) / MILLIS,
                tally.toReceive.percentile(99) / MILLIS,
                toLast.percentile(50) / MILLIS,
                toLast.percentile(99) / MILLIS,
                costs.server() / costs.at(),
                tally.isClean());
        return out.toString();
    }

    private static void latency(Formatter out, String name, LatencyHistogram histogram) {
        out.format(
                "%-28s %9.2f %9.2f %9.2f %10d%n",
                name,
                histogram.percentile(50) / MILLIS,
                histogram.percentile(99) / MILLIS,
                histogram.max() / MILLIS,
                histogram.count());
    }
}
