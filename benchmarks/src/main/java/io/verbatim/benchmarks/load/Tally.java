package io.verbatim.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/// What a run has counted. Rates count what happened within the measured time; latencies are those of the messages
/// sent within it, whenever the rest happened.
final class Tally {

    private static final int TOLD = 10;

    final LatencyHistogram toAck = new LatencyHistogram();
    final LatencyHistogram toReceive = new LatencyHistogram();
    final LatencyHistogram toReceipt = new LatencyHistogram();
    /// Within the measured time.
    boolean measuring;

    /// When the measured time began and ended, since 1970, for whoever looks into the server's own records of it.
    long fromMillis;

    long toMillis;

    long sent;
    long landed;
    long receipted;
    /// Events that came again, which the protocol allows.
    long repeated;
    /// Sends that the server has given up.
    long failed;
    /// Connections that ended before the run did.
    long closed;
    /// What the protocol rules out: a wrong order, a lost message.
    long wrong;

    private final List<String> told = new ArrayList<>();

    /// From now on it counts.
    void beginMeasuring() {
        measuring = true;
        fromMillis = System.currentTimeMillis();
    }

    /// From now on it does not.
    void endMeasuring() {
        measuring = false;
        toMillis = System.currentTimeMillis();
    }

    void failed(String what) {
        failed++;
        tell("failed: " + what);
    }

    void closed(String what) {
        closed++;
        tell("closed: " + what);
    }

    void wrong(String what) {
        wrong++;
        tell("wrong: " + what);
    }

    private void tell(String what) {
        if (told.size() < TOLD) {
            told.add(what);
        }
    }

    /// The first few things that went wrong.
    List<String> told() {
        return told;
    }

    boolean isClean() {
        return failed == 0 && closed == 0 && wrong == 0;
    }
}
