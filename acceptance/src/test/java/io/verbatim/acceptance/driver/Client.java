package io.verbatim.acceptance.driver;

import io.verbatim.acceptance.Api;
import io.verbatim.acceptance.Device;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A device that does what the protocol tells a client to do: keeps copies, a cursor and an outbox, connects again when
/// its connection ended, and loads anew what it is told that it missed.
final class Client implements Link.Ear {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final Duration JOINING = Duration.ofSeconds(20);

    private final Device device;
    private final String name;
    private final Gateways gateways;
    private final History history;
    private final Function<Reader, Tampering> tampering;
    private final Reader reader;

    // all of it under this object's lock
    private final Copies copies = new Copies();
    private final Outbox outbox = new Outbox();
    private final Map<String, Awaited> awaited = new HashMap<>();
    private final Map<String, Outbox.Letter> accepted = new HashMap<>();
    private Link link;
    private String cursor = "";
    private final Watched watched = new Watched();
    private boolean live;
    private boolean reload;
    private int connections;
    private int frames;

    /// A frame that will be answered.
    private record Awaited(String what, String conversation, Consumer<JsonNode> then) {}

    Client(Device device, Gateways gateways, History history, Function<Reader, Tampering> tampering) {
        this.device = device;
        this.name = device.userId + "/" + device.id;
        this.gateways = gateways;
        this.history = history;
        this.tampering = tampering;
        this.reader = new Reader(this::api);
    }

    String name() {
        return name;
    }

    String user() {
        return device.userId;
    }

    Device device() {
        return device;
    }

    /// For one call: the next may go to another gateway.
    Api api() {
        return gateways.api(device.accessToken);
    }

    Reader reader() {
        return reader;
    }

    /// Whom it watches from its next connection on.
    synchronized void watch(Collection<String> people) {
        watched.watch(people);
    }

    private synchronized void watch() {
        if (live) {
            link.send(watched.frame());
        }
    }

    /// Empty: it was told nothing on this connection.
    synchronized String presence(String person) {
        return watched.presence(person);
    }

    private synchronized boolean isGone() {
        return link == null;
    }

    synchronized boolean isLive() {
        return live;
    }

    synchronized String cursor() {
        return cursor;
    }

    synchronized boolean hasSentAll() {
        return outbox.isEmpty();
    }

    synchronized List<String> conversations() {
        return copies.conversations();
    }

    synchronized <T> T withCopy(String conversation, Function<ChatCopy, T> look) {
        return look.apply(copies.chat(conversation));
    }

    /// Connects, resumes, and sends what nobody has acknowledged.
    ///
    /// @return whether it is live; if not, it may try again
    boolean connect() {
        cut();
        try {
            if (cursor().isEmpty()) {
                load("");
            }
            String connection = nextConnection();
            Link opened = Link.open(gateways.socket(), device.accessToken, connection, tampering.apply(reader), this);
            synchronized (this) {
                link = opened;
            }
            opened.send(Map.of("type", "hello", "cursor", cursor()));
            if (!Patience.await(JOINING, () -> isLive() || isGone()) || !isLive()) {
                cut();
                return false;
            }
            if (takeReload()) {
                load(cursor());
            }
            repeatOutbox();
            watch();
            return true;
        } catch (AssertionError wrong) {
            history.note(new Observed.Unexpected(name, wrong.getMessage()));
            cut();
            return false;
        } catch (Exception noAnswer) {
            cut();
            return false;
        }
    }

    /// Tries until it is live.
    void connectPatiently(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!connect()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(name + ": could not connect within " + patience);
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    private synchronized String nextConnection() {
        live = false;
        watched.begin();
        connections++;
        return name + "#" + connections;
    }

    private synchronized boolean takeReload() {
        boolean was = reload;
        reload = false;
        return was;
    }

    /// Loads everything; the first time, the cursor too.
    private void load(String atLeast) {
        String place = atLeast.isEmpty() ? reader.cursor() : atLeast;
        for (JsonNode entry : reader.inbox(place)) {
            loadChat(entry, place);
        }
        if (atLeast.isEmpty()) {
            synchronized (this) {
                cursor = place;
            }
        }
    }

    private void loadChat(JsonNode entry, String atLeast) {
        String conversation = entry.path("conversation").path("id").asString("");
        List<JsonNode> messages = reader.messages(conversation, atLeast);
        JsonNode receipts = reader.receipts(conversation, atLeast);
        synchronized (this) {
            ChatCopy copy = copies.chat(conversation);
            copy.takeEntry(entry);
            copy.replaceBy(messages);
            copy.takeReceipts(receipts);
        }
    }

    /// Loads what it was told that it cannot trust.
    ///
    /// @return whether it now trusts everything
    boolean mend() {
        Set<String> untrusted;
        synchronized (this) {
            untrusted = copies.takeUntrusted();
        }
        untrusted.removeIf(this::isLoaded);
        synchronized (this) {
            untrusted.forEach(copies::distrust);
        }
        return untrusted.isEmpty();
    }

    private boolean isLoaded(String conversation) {
        try {
            JsonNode entry = reader.entry(conversation, cursor());
            if (entry.has("conversation")) {
                loadChat(entry, cursor());
            }
            return true;
        } catch (Reader.Unanswered again) {
            return false;
        }
    }

    private synchronized void repeatOutbox() {
        for (Outbox.Letter letter : outbox.all()) {
            hand(letter, false);
        }
    }

    /// Says something: it stays in the outbox until it is acknowledged.
    synchronized void say(String conversation, String text, List<String> mentions) {
        Outbox.Letter letter = new Outbox.Letter(conversation, UUID.randomUUID().toString(), text, mentions);
        outbox.add(letter);
        if (live) {
            hand(letter, false);
        }
    }

    /// Sends something again that was accepted, with another text.
    synchronized void repeat(Outbox.Letter letter, String otherText) {
        if (live) {
            hand(new Outbox.Letter(letter.conversation(), letter.clientMessageId(), otherText, List.of()), true);
        }
    }

    /// What was accepted of this device, by its client message id.
    synchronized List<Outbox.Letter> accepted() {
        return List.copyOf(accepted.values());
    }

    private void hand(Outbox.Letter letter, boolean repeat) {
        history.note(new Observed.Sent(
                name, link.name(), letter.conversation(), letter.clientMessageId(), letter.text(), repeat));
        String id = "f" + ++frames;
        awaited.put(id, new Awaited(letter.what(), letter.conversation(), ack -> accepted(letter, ack, repeat)));
        link.send(letter.frame(id));
    }

    private void accepted(Outbox.Letter letter, JsonNode ack, boolean repeat) {
        noteAccepted(letter, ack);
        if (!repeat) {
            outbox.remove(letter.clientMessageId());
            accepted.put(letter.clientMessageId(), letter);
            copies.takeOwn(ack, letter, user());
        }
    }

    /// A message was accepted, however it was sent.
    void noteAccepted(Outbox.Letter letter, JsonNode answer) {
        history.note(new Observed.Accepted(
                name,
                letter.conversation(),
                letter.clientMessageId(),
                answer.path("messageId").asString(""),
                answer.path("seq").asLong(0),
                answer.path("sentAt").asString(""),
                answer.path("version").asLong(0)));
    }

    /// Acknowledges everything up to a message.
    synchronized void receipt(String kind, String conversation, long upTo) {
        if (!live) {
            return;
        }
        history.note(new Observed.ReceiptAsked(name, conversation, kind, upTo));
        String id = "f" + ++frames;
        awaited.put(
                id,
                new Awaited(
                        kind,
                        conversation,
                        _ -> history.note(new Observed.ReceiptAccepted(name, conversation, kind, upTo))));
        link.send(Map.of("type", kind, "id", id, "conversationId", conversation, "upTo", upTo));
    }

    /// The network is gone.
    void cut() {
        Link gone;
        synchronized (this) {
            gone = link;
        }
        if (gone != null) {
            gone.cut();
        }
    }

    /// Nothing is held back on the way.
    synchronized void flush() {
        if (link != null) {
            link.flush();
        }
    }

    @Override
    public synchronized void heard(Link from, JsonNode frame) {
        if (from != link) {
            return;
        }
        switch (frame.path("type").asString("")) {
            case "welcome" -> reload = !frame.path("recovered").asBoolean(false);
            case "live" -> live = true;
            case "ack" -> answered(frame);
            case "failed" -> failed(frame);
            case "event" -> {
                String event = frame.path("event").asString("");
                ephemeral(event, frame);
                history.note(new Observed.Told(name, from.name(), event, frame.path("data")));
                copies.take(event, frame.path("data"));
            }
            default -> {}
        }
        if (frame.has("cursor")) {
            cursor = frame.path("cursor").asString("");
        }
    }

    /// What has no place in the history is not told again to who resumes.
    private void ephemeral(String event, JsonNode frame) {
        watched.take(event, frame.path("data"));
        boolean kept = !event.equals("typing") && !event.equals("presence.changed");
        if (!kept && (!live || frame.has("cursor"))) {
            history.note(new Observed.Unexpected(name, "told as if it were kept: " + frame));
        }
    }

    /// Says that its user types, or has stopped.
    synchronized void type(String conversation, boolean active) {
        if (live) {
            link.send(Map.of("type", "typing", "conversationId", conversation, "active", active));
        }
    }

    @Override
    public void undocumented(Link from, AssertionError why) {
        history.note(new Observed.Unexpected(name, from.name() + " " + why.getMessage()));
    }

    private void answered(JsonNode ack) {
        Awaited waiting = awaited.remove(ack.path("id").asString(""));
        if (waiting == null) {
            history.note(new Observed.Unexpected(name, "an answer to nothing: " + ack));
        } else {
            waiting.then().accept(ack);
        }
    }

    /// What may be sent again is sent on the next connection, so that its order holds.
    private void failed(JsonNode frame) {
        Awaited waiting = awaited.remove(frame.path("id").asString(""));
        JsonNode problem = frame.path("problem");
        if (problem.path("retryable").asBoolean(false)) {
            return;
        }
        if (waiting == null || !Outbox.mayBeRefused(waiting.what(), problem)) {
            history.note(new Observed.Unexpected(name, frame.toString()));
            return;
        }
        outbox.remove(frame.path("clientMessageId").asString(""));
        history.note(new Observed.Refused(name, waiting.conversation(), waiting.what(), problem.toString()));
    }

    @Override
    public synchronized void ended(Link gone, int code) {
        if (gone == link) {
            link = null;
            live = false;
            awaited.clear();
            if (code == 4400 || code == 4413 || code == 4429 || code == 1002 || code == 1011) {
                history.note(new Observed.Unexpected(name, "closed with " + code));
            }
        }
    }
}
