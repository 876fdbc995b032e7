package io.verbatim.gateway.testing;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.conversation.MessageId;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.testkit.History;
import io.verbatim.testkit.People.Person;
import io.verbatim.testkit.TestClock;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A gateway with a history, a feed and views of it, and sockets: what happens in the history is seen by the views and
/// told by the feed, together or one after the other, as a test says.
public final class StreamServer implements AutoCloseable {
    private final GatewayServer server;
    private final ScriptedViews views;
    private final History history;
    private final AtomicLong seqs = new AtomicLong(1_000);

    private StreamServer(History history, String... settings) {
        this.history = history;
        this.server = GatewayServer.start(Stream.concat(
                        Stream.of("verbatim.ratelimits.enabled=false", "verbatim.gateway.stream.drain-within=100ms"),
                        Arrays.stream(settings))
                .toArray(String[]::new));
        this.views = new ScriptedViews(server.sides().queryBus());
        views.see(history.events());
        server.feed().lose(history.last());
        server.feed().beat();
        acceptSends();
    }

    /// @param history what has happened before anybody connects
    public static StreamServer start(History history, String... settings) {
        return new StreamServer(history, settings);
    }

    public GatewayServer server() {
        return server;
    }

    public ScriptedViews views() {
        return views;
    }

    public ScriptedFeed feed() {
        return server.feed();
    }

    public History history() {
        return history;
    }

    /// Commands to send are accepted, and nothing happens in the history.
    public void acceptSends() {
        server.sides().onCommand(SendMessage.class, send -> {
            long seq = seqs.incrementAndGet();
            return new MessageAcceptance(MessageId.of(send.conversationId(), seq), seq, seq, TestClock.START, false);
        });
    }

    /// The last event happens for the views, and then for the feed.
    public RecordedEvent happens(History sameHistory) {
        RecordedEvent event = sameHistory.last();
        views.see(event);
        feed().emit(event);
        return event;
    }

    /// A client that has said nothing yet.
    public SocketClient connect() {
        return SocketClient.connect(server.port());
    }

    /// A client that is live.
    public SocketClient live(Person person) {
        return live(server.tokenOf(person));
    }

    public SocketClient live(String token) {
        SocketClient client = connect().hello(token);
        client.until("live");
        return client;
    }

    public static String uuid() {
        return UUID.randomUUID().toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
