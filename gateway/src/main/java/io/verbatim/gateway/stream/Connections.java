package io.verbatim.gateway.stream;

import io.verbatim.api.Handle;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.parser.ClientFrame.Watch;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Opens connections, for whatever carries them.
public final class Connections {
    private final ConnectionHost host;
    private final Greeting greeting;
    private final LoopWriters writers = new LoopWriters();
    private volatile boolean draining;

    Connections(ConnectionHost host, Greeting greeting) {
        this.host = host;
        this.greeting = greeting;
    }

    /// The writer of an event loop.
    public LoopWriter writer(Executor loop) {
        return writers.of(loop);
    }

    /// A socket, whose client has yet to say `hello`. It is let in, or closed, later: this does not block.
    public Connection socket(Transport transport, Credentials credentials) {
        Connection connection = open(transport);
        if (!draining) {
            connection.inbox().execute(() -> greeting.opened(connection, credentials));
        }
        return connection;
    }

    /// A stream of somebody who is known.
    ///
    /// @param cursor everything since is sent first
    /// @param watched whose presence is told
    public Connection stream(Transport transport, Principal principal, @Nullable String cursor, List<String> watched) {
        Connection connection = open(transport);
        connection.identity().verified(principal);
        if (!draining) {
            // as if a client on a socket had said it after `hello`
            connection.inbox().execute(connection.inbox()::hold);
            greeting.join(connection, cursor);
            if (!watched.isEmpty()) {
                connection
                        .inbox()
                        .put(new Watch(
                                null,
                                watched.stream()
                                        .filter(Handle::isValid)
                                        .map(Handle::of)
                                        .toList()));
            }
        }
        return connection;
    }

    /// From now on every connection is closed at once.
    void drain() {
        draining = true;
        host.open().forEach(connection -> connection.close(Closing.DRAINING));
    }

    ConnectionHost host() {
        return host;
    }

    private Connection open(Transport transport) {
        Connection connection = new Connection(host, transport);
        host.open().add(connection);
        if (draining) {
            connection.close(Closing.DRAINING);
        }
        return connection;
    }
}
