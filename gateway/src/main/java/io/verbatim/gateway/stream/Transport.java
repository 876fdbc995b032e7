package io.verbatim.gateway.stream;

import java.time.Duration;

/// What carries a connection: a socket, or a stream. What acts is called on its event loop.
public interface Transport {
    /// The writer of its event loop.
    LoopWriter writer();

    /// Writes what the connection has, as far as the peer takes it, and ends when [Connection#closing] says so.
    void flush(Connection connection);

    /// After so long a silence the peer is to be pinged.
    Duration patience();

    /// Whether the peer answers: then it is gone when it has been silent for twice that.
    boolean isHeard();

    /// Reads again.
    void readOn();

    /// Asks the peer for a sign of life.
    void ping();

    /// Ends at once.
    void abort();
}
