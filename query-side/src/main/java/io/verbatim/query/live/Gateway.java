package io.verbatim.query.live;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.live.LiveBatch;
import io.verbatim.api.live.LiveFeed.Receiver;
import io.verbatim.api.live.LiveItem;
import io.verbatim.api.live.TypingSignal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One gateway that listens to a partition. Its interest and what is collected for it are guarded by the partition's
/// lock; what it was sent belongs to whoever sends.
final class Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final String name;
    private final Receiver receiver;
    private final int partition;
    private final Set<Uid> people = new HashSet<>();
    private final Set<Uid> watched = new HashSet<>();
    private List<LiveItem> items = new ArrayList<>();
    private @Nullable RecordedEvent event;
    private List<Uid> audience = List.of();
    private boolean ready = true;
    private boolean preparing;
    private long sentTo;
    private boolean sentLately;

    /// @param from the gateway is sent what comes after this position
    Gateway(String name, Receiver receiver, int partition, long from) {
        this.name = name;
        this.receiver = receiver;
        this.partition = partition;
        this.sentTo = from;
    }

    /// Of whom it is told everything.
    Set<Uid> people() {
        return people;
    }

    /// Of whom it is told who they are, and whether they are online.
    Set<Uid> watched() {
        return watched;
    }

    boolean interested() {
        return ready && (!people.isEmpty() || !watched.isEmpty());
    }

    /// Whether it may be sent something: it is known of all with whom it was opened what concerns them.
    boolean isReady() {
        return ready;
    }

    /// It is asked what concerns its people: until it is known, nothing is sent.
    void prepare() {
        ready = false;
        preparing = true;
    }

    /// It was not answered.
    void prepareAgain() {
        preparing = false;
    }

    boolean isToBePrepared() {
        return !ready && !preparing;
    }

    /// It is sent what comes after this position. Whoever sends sees it, since it has sent nothing before.
    void begin(long from) {
        sentTo = from;
        ready = true;
    }

    /// Collects an event that concerns one of its people.
    void collect(RecordedEvent concerned, Uid person) {
        if (!ready) {
            return;
        }
        if (event == null || event.position() != concerned.position()) {
            flush();
            event = concerned;
            audience = new ArrayList<>(2);
        }
        if (!audience.contains(person)) {
            audience.add(person);
        }
    }

    /// Collects an event that concerns some of its people, all at once.
    void collect(RecordedEvent concerned, List<Uid> concernedPeople) {
        if (ready) {
            flush();
            items.add(new LiveItem(concerned, concernedPeople));
        }
    }

    /// What was collected since the last call.
    List<LiveItem> collected() {
        flush();
        if (items.isEmpty()) {
            return List.of();
        }
        List<LiveItem> collected = items;
        items = new ArrayList<>();
        return collected;
    }

    private void flush() {
        if (event != null) {
            items.add(new LiveItem(event, audience));
            event = null;
        }
    }

    void send(long to, List<LiveItem> collected) {
        long from = sentTo;
        sentTo = to;
        sentLately = true;
        try {
            receiver.receive(new LiveBatch(partition, from, to, collected));
        } catch (RuntimeException | Error fault) {
            LOG.error("Gateway {} failed to take the events after {} through {}", name, from, to, fault);
        }
    }

    void pass(TypingSignal signal) {
        try {
            receiver.pass(signal);
        } catch (RuntimeException fault) {
            LOG.error("Gateway {} failed to take a signal", name, fault);
        }
    }

    /// Sends an empty interval, unless something was sent since the last call.
    void beat(long to) {
        if (!sentLately) {
            send(to, List.of());
        }
        sentLately = false;
    }
}
