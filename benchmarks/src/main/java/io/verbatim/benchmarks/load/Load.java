package io.verbatim.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What goes over the sockets in a [LoadRun]: who is connected, what is sent, and what must come.
interface Load extends SocketLoop.Listener {

    /// Signs people in, and connects them.
    void connect(LoadRun run, SocketLoop loop, Accounts accounts) throws IOException, InterruptedException;

    /// Sends what is due.
    void sendDue(SocketLoop loop, Pace pace);

    /// What has happened so far.
    Tally tally();

    /// The receipts that are to be sent.
    Acknowledgements acknowledgements();

    /// How many connections have been welcomed.
    int welcomed();

    /// How many messages have not landed.
    int inFlight();

    /// How many messages lack something that is awaited.
    int unfinished();

    /// From now on it counts.
    void beginMeasuring();

    /// From now on it does not.
    void endMeasuring();

    /// How long receipts may take after the last message.
    default Duration settling() {
        return Duration.ZERO;
    }

    /// What can only be said when nothing more comes.
    void checkTheEnd() throws IOException, InterruptedException;

    /// What was found, for a person and, in its last line, for a script.
    ///
    /// @param costs within the measured time
    /// @param serverResidentBytes 0 if it is not told
    /// @param lateness how late messages were sent, when there was a rate
    String report(Costs costs, long serverResidentBytes, @Nullable LatencyHistogram lateness);
}
