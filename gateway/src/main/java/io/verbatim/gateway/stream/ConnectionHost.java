package io.verbatim.gateway.stream;

import io.verbatim.gateway.parser.FrameParsers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all connections stand on, and all that there are.
final class ConnectionHost {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionHost.class);

    private final FrameParsers parsers;
    private final Dispatch dispatch;
    private final Sending sending;
    private final Joining joining;
    private final Roster roster;
    private final ServerFrames frames;
    private final StreamProperties properties;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    ConnectionHost(
            FrameParsers parsers,
            Dispatch dispatch,
            Sending sending,
            Joining joining,
            Roster roster,
            ServerFrames frames,
            StreamProperties properties) {
        this.parsers = parsers;
        this.dispatch = dispatch;
        this.sending = sending;
        this.joining = joining;
        this.roster = roster;
        this.frames = frames;
        this.properties = properties;
    }

    FrameParsers parsers() {
        return parsers;
    }

    Dispatch dispatch() {
        return dispatch;
    }

    Sending sending() {
        return sending;
    }

    Joining joining() {
        return joining;
    }

    ServerFrames frames() {
        return frames;
    }

    StreamProperties properties() {
        return properties;
    }

    /// All that have not ended.
    Set<Connection> open() {
        return open;
    }

    /// A connection is about to end.
    void left(Connection connection, Closing reason) {
        roster.meters().closing(reason);
        OrderedSends sends = connection.knownSends();
        if (sends != null) {
            sends.close();
        }
        roster.leave(connection);
    }

    /// A connection has ended.
    void ended(Connection connection) {
        open.remove(connection);
    }

    /// Something went wrong with a connection.
    void fault(Connection connection, Throwable fault) {
        LOG.error("A connection ends with a fault", fault);
        connection.close(Closing.FAULT);
    }
}
