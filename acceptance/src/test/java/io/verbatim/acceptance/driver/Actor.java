package io.verbatim.acceptance.driver;

import io.verbatim.acceptance.Api;
import io.verbatim.acceptance.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Somebody at a device, who chooses what to do next. All choices come from one seed.
final class Actor implements Runnable {

    private static final int MOST_AT_ONCE = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Client client;
    private final Chats chats;
    private final Changer changer;
    private final Grouper grouper;
    private final SplittableRandom random;
    private final History history;
    private final long end;
    private @Nullable Chat blocked;
    private int said;

    /// @param end when it stops, by the nanosecond clock
    Actor(Client client, Chats chats, Grouper grouper, SplittableRandom random, History history, long end) {
        this.changer = new Changer(client, random.split(), history);
        this.grouper = grouper;
        this.client = client;
        this.chats = chats;
        this.random = random;
        this.history = history;
        this.end = end;
    }

    @Override
    public void run() {
        while (System.nanoTime() < end) {
            try {
                if (client.isLive()) {
                    client.mend();
                    act();
                } else if (!client.connect()) {
                    pause(100);
                }
            } catch (Reader.Unanswered again) {
                pause(50);
            } catch (AssertionError wrong) {
                history.note(new Observed.Unexpected(client.name(), wrong.getMessage()));
            }
        }
        changeSomething();
        if (client.device().id.equals("phone")) {
            blockSomebody();
        }
    }

    /// However short a run is, somebody is blocked, and the blocker says something all the same. It does not last.
    private void blockSomebody() {
        Chat chat = blocked == null ? chats.openedBy(client.user()) : blocked;
        block(chat, true);
        client.say(chat.id(), text(), List.of());
        Patience.await(Duration.ofSeconds(2), client::hasSentAll);
        block(chat, false);
    }

    /// However short a run is, something of it is hidden, and somebody comes and goes.
    private void changeSomething() {
        try {
            for (String conversation : client.conversations()) {
                Chat chat = chats.get(conversation);
                if (chat != null && !chat.isWitness(client.user())) {
                    changer.hide(conversation);
                }
                if (chat != null && chat.isGroup()) {
                    grouper.addAndRemove(chat);
                }
            }
        } catch (Reader.Unanswered notNow) {
            // the server is away: it was asked for, and perhaps it is so
        }
    }

    private void act() {
        List<String> conversations = client.conversations();
        if (conversations.isEmpty()) {
            pause(5);
            return;
        }
        String conversation = conversations.get(random.nextInt(conversations.size()));
        Chat chat = chats.get(conversation);
        if (chat == null) {
            pause(5);
            return;
        }
        int choice = random.nextInt(100);
        if (choice < 30) {
            say(chat);
        } else if (choice < 36) {
            repeat();
        } else if (choice < 42) {
            post(conversation);
        } else if (choice < 62) {
            acknowledge(conversation);
        } else if (choice < 68) {
            read(conversation);
        } else if (choice < 80) {
            changer.change(chat);
        } else if (choice < 82) {
            probe();
        } else if (choice == 82) {
            grouper.create();
        } else if (choice < 86) {
            client.cut();
        } else if (choice < 92 && chat.isGroup()) {
            grouper.change(chat);
        } else if (choice < 96 && blocked != null) {
            block(blocked, false);
        } else if (choice >= 98) {
            client.type(conversation, random.nextInt(3) != 0);
        } else if (choice == 96 && !chat.isGroup() && client.device().id.equals("phone")) {
            // by one device of a person alone, and not for long
            block(chat, true);
        } else {
            pause(random.nextInt(20));
        }
    }

    private void block(Chat chat, boolean on) {
        blocked = chat;
        String other = chat.initial().stream()
                .filter(user -> !user.equals(client.user()))
                .findFirst()
                .orElseThrow();
        String path = "/v1/me/blocks/" + other;
        history.note(new Observed.BlockAsked(client.name(), chat.id(), other, on));
        untilAnswered(
                        "block",
                        () -> on ? client.api().put(path, "{}") : client.api().delete(path))
                .require(204);
        history.note(new Observed.BlockAccepted(client.name(), chat.id(), other, on));
        blocked = on ? chat : null;
        if (on && client.reader().patient(PATIENCE).blocks().contains(other)) {
            history.note(new Observed.BlockShown(client.name(), chat.id()));
        }
    }

    /// Only who is certainly a member is mentioned.
    private void say(Chat chat) {
        List<String> mentions = List.of();
        if (random.nextInt(4) == 0) {
            boolean all = chat.isGroup()
                    && client.withCopy(chat.id(), copy -> copy.group().administers(client.user()));
            mentions = all ? Outbox.ALL : chat.isWitness(client.user()) ? List.of() : List.of(chat.witness());
        }
        int count = 1 + random.nextInt(MOST_AT_ONCE);
        for (int i = 0; i < count; i++) {
            client.say(chat.id(), text(), mentions);
        }
    }

    private String text() {
        said++;
        return Words.about(client.name(), Integer.toString(said), random);
    }

    private void repeat() {
        List<Outbox.Letter> accepted = client.accepted();
        if (!accepted.isEmpty()) {
            client.repeat(accepted.get(random.nextInt(accepted.size())), "said again");
        }
    }

    /// By POST, until there is an answer; then what was written is read.
    private void post(String conversation) {
        Outbox.Letter letter = new Outbox.Letter(conversation, UUID.randomUUID().toString(), text(), List.of());
        history.note(
                new Observed.Sent(client.name(), "", conversation, letter.clientMessageId(), letter.text(), false));
        String body = Json.write(Map.of("clientMessageId", letter.clientMessageId(), "text", letter.text()));
        Api.Answer answered = untilAnswered(
                "POST a message", () -> client.api().post("/v1/conversations/" + conversation + "/messages", body));
        if (answered.status() == 403) {
            history.note(new Observed.Refused(client.name(), conversation, "POST", answered.text()));
            return;
        }
        JsonNode answer = answered.require(answered.status() == 200 ? 200 : 201);
        client.noteAccepted(letter, answer);
        long version = answer.path("version").asLong(0);
        JsonNode page = client.reader().page(conversation, "limit=5", Long.toString(version));
        history.note(new Observed.Read(client.name(), conversation, version, page));
    }

    private static Api.Answer untilAnswered(String what, Supplier<Api.Answer> call) {
        while (true) {
            try {
                return Reader.attempt(what, call);
            } catch (Reader.Unanswered again) {
                pause(100);
            }
        }
    }

    private void acknowledge(String conversation) {
        long last = client.withCopy(conversation, ChatCopy::lastSeq);
        if (last > 0) {
            String kind = random.nextInt(3) == 0 ? "read" : "delivered";
            client.receipt(kind, conversation, Math.max(1, last - random.nextInt(3)));
        }
    }

    private void read(String conversation) {
        String place = client.cursor();
        long last = client.withCopy(conversation, ChatCopy::lastSeq);
        String query = switch (random.nextInt(3)) {
            case 0 -> "limit=20";
            case 1 -> "limit=20&before=" + (1 + random.nextLong(last + 1));
            default -> "limit=20&after=" + random.nextLong(last + 1);
        };
        JsonNode page = client.reader().page(conversation, query, place);
        history.note(new Observed.Read(client.name(), conversation, 0, page));
    }

    private void probe() {
        List<Chat> foreign = chats.foreignTo(client.user());
        if (!foreign.isEmpty()) {
            String conversation = foreign.get(random.nextInt(foreign.size())).id();
            history.note(new Observed.Probed(
                    client.name(), conversation, client.reader().probe(conversation)));
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
