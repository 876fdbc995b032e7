package io.verbatim.acceptance.driver;

import io.verbatim.acceptance.Api;
import io.verbatim.acceptance.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/// Somebody at a device, who chooses what to do next. All choices come from one seed.
final class Actor implements Runnable {

    private static final int MOST_AT_ONCE = 6;

    private final Client client;
    private final List<String> foreign;
    private final Changer changer;
    private final SplittableRandom random;
    private final History history;
    private final long end;
    private int said;

    /// @param foreign conversations that this person may not know of
    /// @param end when it stops, by the nanosecond clock
    Actor(Client client, List<String> foreign, Changer changer, SplittableRandom random, History history, long end) {
        this.changer = changer;
        this.client = client;
        this.foreign = foreign;
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
    }

    private void act() {
        List<String> conversations = client.conversations();
        if (conversations.isEmpty()) {
            pause(5);
            return;
        }
        String conversation = conversations.get(random.nextInt(conversations.size()));
        int choice = random.nextInt(100);
        if (choice < 30) {
            say(conversation);
        } else if (choice < 36) {
            repeat();
        } else if (choice < 42) {
            post(conversation);
        } else if (choice < 62) {
            acknowledge(conversation);
        } else if (choice < 68) {
            read(conversation);
        } else if (choice < 80) {
            changer.change(conversation);
        } else if (choice < 82) {
            probe();
        } else if (choice < 85) {
            client.cut();
        } else {
            pause(random.nextInt(20));
        }
    }

    private void say(String conversation) {
        int count = 1 + random.nextInt(MOST_AT_ONCE);
        for (int i = 0; i < count; i++) {
            client.say(conversation, text());
        }
    }

    private String text() {
        said++;
        return client.name() + " " + said;
    }

    private void repeat() {
        List<Outbox.Letter> accepted = client.accepted();
        if (!accepted.isEmpty()) {
            client.repeat(accepted.get(random.nextInt(accepted.size())), "said again");
        }
    }

    /// By POST, until there is an answer; then what was written is read.
    private void post(String conversation) {
        Outbox.Letter letter = new Outbox.Letter(conversation, UUID.randomUUID().toString(), text());
        history.note(
                new Observed.Sent(client.name(), "", conversation, letter.clientMessageId(), letter.text(), false));
        JsonNode answer = untilAnswered(letter);
        client.noteAccepted(letter, answer);
        long version = answer.path("version").asLong(0);
        JsonNode page = client.reader().page(conversation, "limit=5", Long.toString(version));
        history.note(new Observed.Read(client.name(), conversation, version, page));
    }

    private JsonNode untilAnswered(Outbox.Letter letter) {
        String body = Json.write(Map.of("clientMessageId", letter.clientMessageId(), "text", letter.text()));
        while (true) {
            try {
                return Reader.answer(
                        "POST a message",
                        () -> client.device()
                                .api
                                .post("/v1/conversations/" + letter.conversation() + "/messages", body));
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
        if (!foreign.isEmpty()) {
            String conversation = foreign.get(random.nextInt(foreign.size()));
            Api.Answer answer = Reader.attempt(
                    "probe", () -> client.device().api.get("/v1/conversations/" + conversation + "/messages"));
            history.note(new Observed.Probed(client.name(), conversation, answer.status()));
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
