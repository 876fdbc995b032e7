package io.verbatim.gateway.stream;

/// What carries a connection: a socket, or a stream. Everything but [#writer] is called on its event loop.
public interface Transport {
    /// The writer of its event loop.
    LoopWriter writer();

    /// Writes what the connection has, as far as the peer takes it, and ends when [Connection#closing] says so.
    void flush(Connection connection);

    /// Reads again.
    void readOn();

    /// Asks the peer for a sign of life.
    void ping();

    /// Ends at once.
    void abort();
}
