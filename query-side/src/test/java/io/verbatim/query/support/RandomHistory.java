package io.verbatim.query.support;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.testkit.History;
import io.verbatim.testkit.People;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// A history that could have happened, made at random: people register, open conversations, talk, receive and read.
public final class RandomHistory {

    private final History history = new History();
    private final Random random;
    private final int people;
    private final Set<String> opened = new HashSet<>();
    private final Map<ConversationId, Long> lastSeqs = new HashMap<>();
    private final Map<Uid, String> online = new TreeMap<>();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    private RandomHistory(long seed, int people) {
        this.random = new Random(seed);
        this.people = people;
    }

    public static List<RecordedEvent> of(long seed, int people, int events) {
        RandomHistory made = new RandomHistory(seed, people);
        for (int person = 1; person <= people; person++) {
            made.history.registered(People.uid(person), "Person " + person);
        }
        while (made.history.last().position() < events) {
            made.something();
        }
        return made.history.events();
    }

    private void something() {
        Uid one = People.uid(1 + random.nextInt(people));
        Uid other = People.uid(1 + random.nextInt(people));
        if (one.equals(other)) {
            return;
        }
        // often several events have the same time
        now = now.plus(Duration.ofMillis(random.nextInt(3)));
        history.at(now);
        ConversationId conversation = ConversationId.direct(one, other);
        long lastSeq = lastSeqs.getOrDefault(conversation, 0L);
        boolean exists = lastSeq > 0 || opened.contains(one + " " + other);
        switch (random.nextInt(12)) {
            case 0 -> history.signedIn(one, "device-" + random.nextInt(3));
            case 1, 2, 3, 4 -> {
                if (exists) {
                    history.sent(one, other, "Message " + (lastSeq + 1));
                    lastSeqs.put(conversation, lastSeq + 1);
                } else {
                    open(one, other);
                }
            }
            case 5, 6 -> {
                if (lastSeq > 0) {
                    history.delivered(one, other, 1 + random.nextLong(lastSeq));
                }
            }
            case 7, 8 -> {
                if (lastSeq > 0) {
                    history.read(one, other, 1 + random.nextLong(lastSeq));
                }
            }
            case 9 -> connect(one);
            case 10 -> disconnect();
            default -> open(one, other);
        }
    }

    private void connect(Uid person) {
        if (online.putIfAbsent(person, "gateway-" + random.nextInt(3)) == null) {
            history.cameOnline(person, "device-0", online.get(person));
        }
    }

    /// Somebody goes, or a gateway is lost with all who are on it.
    private void disconnect() {
        if (online.isEmpty()) {
            return;
        }
        Uid person = online.keySet().iterator().next();
        if (random.nextInt(4) == 0) {
            history.gatewayLost(online.get(person), now);
        }
        history.wentOffline(person, "device-0", online.remove(person));
    }

    private void open(Uid one, Uid other) {
        if (opened.add(one + " " + other)) {
            history.opened(one, other);
        }
    }
}
