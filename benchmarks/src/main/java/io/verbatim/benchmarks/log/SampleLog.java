package io.verbatim.benchmarks.log;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Makes a log with a history in it, for measurements that begin with a full store.
public final class SampleLog {

    private static final int PAIRS = 1_000;
    private static final int IN_FLIGHT = 8_192;

    private SampleLog() {}

    /// Fills a log that is not there yet.
    ///
    /// @param arguments the log's folder and the number of events
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        int events = Integer.parseInt(arguments[1]);
        SampleHistory history = new SampleHistory(PAIRS);
        long begin = System.nanoTime();
        try (Appender appender = new Appender(folder, IN_FLIGHT)) {
            for (int i = 0; i < events; i++) {
                appender.append(history.next());
            }
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        System.err.printf("%d events of %d conversations in %s, after %d ms%n", events, PAIRS, folder, millis);
    }
}
