package io.verbatim.query.support;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessagePatch;
import io.verbatim.api.conversation.MessagePatch.Mentions;
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
import java.util.TreeSet;

/// A history that could have happened, made at random: people register, open conversations, talk, receive
/// and read.
public final class RandomHistory {

    private final History history = new History();
    private final Random random;
    private final int people;
    private final Set<String> opened = new HashSet<>();
    private final Map<ConversationId, Long> lastSeqs = new HashMap<>();
    private final Map<Uid, String> online = new TreeMap<>();
    private final Map<ConversationId, Set<Uid>> groups = new HashMap<>();
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
        if (random.nextInt(4) == 0) {
            inGroup(one, other);
            return;
        }
        ConversationId conversation = ConversationId.direct(one, other);
        long lastSeq = lastSeqs.getOrDefault(conversation, 0L);
        boolean exists = lastSeq > 0 || opened.contains(one + " " + other);
        switch (random.nextInt(18)) {
            case 0 -> history.signedIn(one, "device-" + random.nextInt(3));
            case 13 -> history.renamed(one, "Person " + random.nextInt(100));
            case 14 -> {
                if (random.nextBoolean()) {
                    history.blocked(one, other);
                } else {
                    history.unblocked(one, other);
                }
            }
            case 12 -> history.signedOut(one, "device-" + random.nextInt(3));
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
            case 9, 10, 11 -> {
                if (lastSeq > 0) {
                    change(one, other, 1 + random.nextLong(lastSeq), lastSeq);
                }
            }
            case 15 -> connect(one);
            case 16 -> disconnect();
            default -> open(one, other);
        }
    }

    private void change(Uid one, Uid other, long seq, long lastSeq) {
        switch (random.nextInt(7)) {
            case 0 -> history.edited(one, other, seq, "Edited " + random.nextInt(100));
            case 1 -> history.deleted(one, other, seq);
            case 2 -> history.hidden(one, other, seq);
            case 3 -> history.cleared(one, other, random.nextLong(lastSeq + 1));
            case 4 ->
                history.set(one, other, new ConversationSettings(random.nextBoolean(), null, random.nextBoolean()));
            case 5 ->
                history.did(
                        one,
                        other,
                        member -> new MessageEdited(
                                seq, member, one, new MessagePatch(null, null, new Mentions(List.of(other)))));
            default -> history.reacted(one, other, seq, "emoji-" + random.nextInt(3), random.nextInt(3) > 0);
        }
    }

    /// In one of two groups: who is in it does something, or comes, or goes.
    private void inGroup(Uid one, Uid other) {
        ConversationId group = ConversationId.group(People.uid(1), "group " + random.nextInt(2));
        Set<Uid> members = groups.get(group);
        if (members == null) {
            history.created(group, one, "Group", other);
            groups.put(group, new TreeSet<>(Set.of(one, other)));
        } else if (!members.contains(one)) {
            history.added(group, one, one);
            members.add(one);
        } else if (random.nextInt(6) == 0) {
            history.removed(group, other, one);
            members.remove(one);
        } else {
            talk(group, one);
        }
    }

    private void talk(ConversationId group, Uid one) {
        long lastSeq = lastSeqs.getOrDefault(group, 0L);
        switch (random.nextInt(lastSeq == 0 ? 3 : 7)) {
            case 0 -> history.retitled(group, one, "Group " + random.nextInt(3));
            case 1 -> history.promoted(group, one, one, MemberRole.ADMIN);
            case 2, 3 -> {
                history.sent(group, one, "To all");
                lastSeqs.merge(group, 1L, Long::sum);
            }
            case 4 -> history.read(group, one, lastSeq);
            case 5 -> history.did(group, one, member -> new MessageHidden(1 + random.nextLong(lastSeq), member, one));
            default -> history.did(group, one, member -> new ConversationCleared(member, one, lastSeq));
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
