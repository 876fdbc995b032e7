package io.verbatim.acceptance.driver;

import io.verbatim.acceptance.Api;
import io.verbatim.acceptance.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Changes what is there: one's own messages, what is thought of any, and what one keeps for oneself. The
/// witness hides and clears nothing.
final class Changer {

    private static final List<String> EMOJI = List.of("\u2764\ufe0f", "\ud83d\udc4d", "\ud83d\ude02");

    private static final List<Change> SETTINGS =
            List.of(Change.MUTE, Change.MUTE_UNTIL, Change.UNMUTE, Change.ARCHIVE, Change.UNARCHIVE);

    private final Client client;
    private final SplittableRandom random;
    private final History history;
    private int edits;

    Changer(Client client, SplittableRandom random, History history) {
        this.client = client;
        this.random = random;
        this.history = history;
    }

    /// Does one of them, if there is anything to do it to.
    void change(Chat chat) {
        String conversation = chat.id();
        int choice = random.nextInt(23);
        if (choice < 7) {
            edits++;
            one(
                    conversation,
                    this::isOwn,
                    seq -> ask(Change.EDIT, conversation, seq, Words.about(client.name(), "edit-" + edits, random)));
        } else if (choice < 9) {
            boolean any = chat.isGroup()
                    && client.withCopy(conversation, copy -> copy.group().administers(client.user()))
                    && random.nextInt(3) == 0;
            one(conversation, message -> any || isOwn(message), seq -> ask(Change.DELETE, conversation, seq, ""));
        } else if (choice < 16) {
            Change change = random.nextInt(3) == 0 ? Change.UNREACT : Change.REACT;
            String emoji = any(EMOJI);
            one(conversation, message -> !message.has("deletedAt"), seq -> ask(change, conversation, seq, emoji));
        } else if (choice >= 20) {
            Change setting = any(SETTINGS);
            ask(setting, conversation, 0, setting == Change.MUTE_UNTIL ? time() : "");
        } else if (!chat.isWitness(client.user()) && choice < 19) {
            hide(conversation);
        } else if (!chat.isWitness(client.user())) {
            boolean all = random.nextInt(3) == 0;
            one(
                    conversation,
                    message -> seq(message) > 1,
                    seq -> ask(Change.CLEAR, conversation, all ? last(conversation) : seq / 2, ""));
        }
    }

    private long last(String conversation) {
        return client.withCopy(conversation, ChatCopy::lastSeq);
    }

    /// One that never comes while this runs.
    private String time() {
        return "2099-01-01T00:00:%02d.000Z".formatted(random.nextInt(60));
    }

    /// Hides one message from its user, if there is any.
    void hide(String conversation) {
        one(conversation, _ -> true, seq -> ask(Change.HIDE, conversation, seq, ""));
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private boolean isOwn(JsonNode message) {
        return message.path("sender").asString("").equals(client.user()) && !message.has("deletedAt");
    }

    private static long seq(JsonNode message) {
        return message.path("seq").asLong(0);
    }

    private void one(String conversation, Predicate<JsonNode> fits, LongConsumer act) {
        List<Long> seqs = client.withCopy(conversation, copy -> copy.seqs(fits));
        if (!seqs.isEmpty()) {
            act.accept(seqs.get(random.nextInt(seqs.size())));
        }
    }

    private void ask(Change change, String conversation, long seq, String value) {
        history.note(new Observed.ChangeAsked(client.name(), conversation, change, seq, value));
        Api.Answer answer = Reader.attempt(change.name(), () -> call(change, conversation, seq, value));
        // the other device, or a race with one's own, may have taken it away before
        if (answer.status() == 200) {
            history.note(new Observed.ChangeAccepted(
                    client.name(),
                    conversation,
                    change,
                    seq,
                    value,
                    answer.body().path("version").asLong(0)));
        } else if (answer.status() == 403) {
            history.note(new Observed.Refused(client.name(), conversation, change.name(), answer.text()));
        } else if (answer.status() != 404 && answer.status() != 422) {
            throw new AssertionError(change + " " + seq + ": " + answer.status() + " " + answer.text());
        }
    }

    private Api.Answer call(Change change, String conversation, long seq, String value) {
        Api api = client.api();
        String chat = "/v1/conversations/" + conversation;
        String message = chat + "/messages/" + seq;
        String reaction = message + "/reactions/" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return switch (change) {
            case EDIT -> api.patch(message, Json.write(Map.of("text", value)));
            case DELETE -> api.delete(message + "?for=everyone");
            case HIDE -> api.delete(message + "?for=me");
            case REACT -> api.put(reaction, "");
            case UNREACT -> api.delete(reaction);
            case CLEAR -> api.delete(chat + "?through=" + seq);
            case MUTE -> api.patch(chat + "/settings", Json.of("{'muted':true}"));
            case MUTE_UNTIL -> api.patch(chat + "/settings", Json.of("{'muted':true,'mutedUntil':'%s'}", value));
            case UNMUTE -> api.patch(chat + "/settings", Json.of("{'muted':false}"));
            case ARCHIVE -> api.patch(chat + "/settings", Json.of("{'archived':true}"));
            case UNARCHIVE -> api.patch(chat + "/settings", Json.of("{'archived':null}"));
        };
    }
}
