package io.verbatim.benchmarks.load;

import java.util.Formatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run has found, for a person and, in its last line, for a script.
final class Report {

    private static final double[] PERCENTS = {50, 90, 99, 99.9};
    private static final double MILLIS = 1e6;

    private final Settings settings;
    private final Tally tally;
    private final Costs costs;
    private final long serverResidentBytes;
    private final @Nullable LatencyHistogram lateness;
    private final Formatter out = new Formatter(Locale.ROOT);

    /// @param costs within the measured time
    /// @param lateness how late messages were sent, when there was a rate
    Report(Settings settings, Tally tally, Costs costs, long serverResidentBytes, @Nullable LatencyHistogram lateness) {
        this.settings = settings;
        this.tally = tally;
        this.costs = costs;
        this.serverResidentBytes = serverResidentBytes;
        this.lateness = lateness;
    }

    /// The whole text; to be called once.
    String text() {
        head();
        rates();
        latencies();
        costs();
        faults();
        resultLine();
        return out.toString();
    }

    private void head() {
        String pace = settings.rate() > 0
                ? "%.0f messages/s".formatted(settings.rate())
                : settings.inFlight() + " in flight in all";
        out.format(
                "%d connections in pairs, %d-byte texts, %s, receipts %s; warm-up %d s, measured %.1f s%n",
                settings.connections(),
                settings.textBytes(),
                pace,
                lower(settings.receipts()),
                settings.warmup().toSeconds(),
                costs.at());
        out.format(
                "a message has landed when its sender has the ack and its receiver the message%s%n",
                settings.flight() == Settings.Flight.RECEIPT ? ", and its sender the receipt" : "");
    }

    private void rates() {
        out.format("%n");
        out.format("%-28s %10.0f%n", "sent/s", perSecond(tally.sent));
        out.format("%-28s %10.0f%n", "landed/s", perSecond(tally.landed));
        out.format("%-28s %10.0f%n", "receipts seen by senders/s", perSecond(tally.receipted));
    }

    private void latencies() {
        out.format("%n");
        out.format(
                "%-28s %9s %9s %9s %9s %9s %10s%n", "latency in ms", "p50", "p90", "p99", "p99.9", "max", "messages");
        latency("send -> ack", tally.toAck);
        latency("send -> receive", tally.toReceive);
        latency("send -> receipt", tally.toReceipt);
        if (lateness != null) {
            latency("(sent later than due)", lateness);
        }
    }

    private void latency(String name, LatencyHistogram histogram) {
        out.format("%-28s", name);
        for (double percent : PERCENTS) {
            out.format(" %9.2f", histogram.percentile(percent) / MILLIS);
        }
        out.format(" %9.2f %10d%n", histogram.max() / MILLIS, histogram.count());
    }

    private void costs() {
        out.format("%n");
        out.format("%-28s %9s %9s%n", "CPU", "s/10,000", "cores");
        if (costs.server() > 0) {
            out.format("%-28s %9.3f %9.2f%n", "server", perTenThousand(costs.server()), costs.server() / costs.at());
        }
        costs.serverThreads().entrySet().stream()
                .filter(thread -> thread.getValue() >= costs.server() / 100)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(thread -> out.format(
                        "  %-26s %9.3f %9.2f%n",
                        thread.getKey(), perTenThousand(thread.getValue()), thread.getValue() / costs.at()));
        out.format("%-28s %9.3f %9.2f%n", "this tool", perTenThousand(costs.tool()), costs.tool() / costs.at());
        out.format("%-28s %9.3f %9.2f%n", "  its socket loop", perTenThousand(costs.loop()), costs.loop() / costs.at());
        if (serverResidentBytes > 0) {
            out.format("server's resident memory: %d MiB%n", serverResidentBytes >> 20);
        }
    }

    private void faults() {
        out.format("%n");
        out.format(
                "failed %d, closed %d, wrong order or lost %d, repeated events %d%n",
                tally.failed, tally.closed, tally.wrong, tally.repeated);
        tally.told().forEach(what -> out.format("  %s%n", what));
    }

    private void resultLine() {
        out.format(
                "RESULT landed_per_s=%.0f receipts_per_s=%.0f server_cpu_s_per_10k=%.3f tool_cpu_s_per_10k=%.3f "
                        + "ack_p50_ms=%.2f ack_p99_ms=%.2f receive_p50_ms=%.2f receive_p99_ms=%.2f "
                        + "receipt_p50_ms=%.2f receipt_p99_ms=%.2f from_ms=%d to_ms=%d clean=%s%n",
                perSecond(tally.landed),
                perSecond(tally.receipted),
                perTenThousand(costs.server()),
                perTenThousand(costs.tool()),
                tally.toAck.percentile(50) / MILLIS,
                tally.toAck.percentile(99) / MILLIS,
                tally.toReceive.percentile(50) / MILLIS,
                tally.toReceive.percentile(99) / MILLIS,
                tally.toReceipt.percentile(50) / MILLIS,
                tally.toReceipt.percentile(99) / MILLIS,
                tally.fromMillis,
                tally.toMillis,
                tally.isClean());
    }

    private double perSecond(long count) {
        return count / costs.at();
    }

    private double perTenThousand(double seconds) {
        return tally.landed == 0 ? 0 : seconds * 10_000 / tally.landed;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
