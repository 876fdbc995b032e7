package io.verbatim.acceptance.driver;

import io.verbatim.acceptance.Api;
import io.verbatim.acceptance.Json;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// What a device reads by REST; each asks for at least a place or a version, if one is given.
final class Reader {

    private static final int LIMIT = 200;
    // so that a page has fewer notices than are told with one
    private static final int FEW = 40;
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(100);

    private final Supplier<Api> apis;
    private final Duration patience;

    /// @param apis where the next call is made
    Reader(Supplier<Api> apis) {
        this(apis, Duration.ZERO);
    }

    private Reader(Supplier<Api> apis, Duration patience) {
        this.apis = apis;
        this.patience = patience;
    }

    /// One that comes back, for so long.
    Reader patient(Duration longest) {
        return new Reader(apis, longest);
    }

    /// A call that gave no answer, or one to come back for.
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswered(String message) {
            super(message);
        }
    }

    /// The whole inbox.
    List<JsonNode> inbox(String atLeast) {
        List<JsonNode> entries = new ArrayList<>();
        JsonNode page = get("/v1/inbox?limit=" + LIMIT, atLeast);
        entries.addAll(Json.list(page.path("conversations")));
        while (page.has("next")) {
            page = get(
                    "/v1/inbox?limit=" + LIMIT + "&before=" + page.path("next").asString(""), atLeast);
            entries.addAll(Json.list(page.path("conversations")));
        }
        return entries;
    }

    /// The cursor of the inbox's first page.
    String cursor() {
        return get("/v1/inbox?limit=1", "").path("cursor").asString("");
    }

    /// The newest place in the user's history.
    String newestCursor() {
        return get("/v1/events", "").path("cursor").asString("");
    }

    /// All messages of a conversation, page by page.
    List<JsonNode> messages(String conversation, String atLeast) {
        List<JsonNode> all = new ArrayList<>();
        long after = 0;
        JsonNode page;
        do {
            page = page(conversation, "after=" + after + "&limit=" + LIMIT, atLeast);
            List<JsonNode> messages = Json.list(page.path("messages"));
            all.addAll(messages);
            after = messages.isEmpty() ? after : messages.getLast().path("seq").asLong(0);
        } while (page.path("hasMore").asBoolean(false));
        return all;
    }

    JsonNode page(String conversation, String query, String atLeast) {
        return get("/v1/conversations/" + conversation + "/messages?" + query, atLeast);
    }

    JsonNode entry(String conversation, String atLeast) {
        return get("/v1/inbox?ids=" + conversation, atLeast)
                .path("conversations")
                .path(0);
    }

    /// All notices of a group, page by page.
    Set<JsonNode> notices(String conversation, String atLeast) {
        Set<JsonNode> all = new LinkedHashSet<>();
        long after = 0;
        JsonNode page;
        do {
            page = page(conversation, "after=" + after + "&limit=" + FEW, atLeast);
            all.addAll(Json.list(page.path("notices")));
            List<JsonNode> messages = Json.list(page.path("messages"));
            after = messages.isEmpty() ? after : messages.getLast().path("seq").asLong(0);
        } while (page.path("hasMore").asBoolean(false));
        return all;
    }

    /// All members, page by page.
    List<JsonNode> members(String conversation, String atLeast) {
        String path = "/v1/conversations/" + conversation + "/members?limit=2";
        JsonNode page = get(path, atLeast);
        List<JsonNode> all = new ArrayList<>(Json.list(page.path("members")));
        while (page.has("next")) {
            page = get(path + "&after=" + page.path("next").asString(""), atLeast);
            all.addAll(Json.list(page.path("members")));
        }
        return all;
    }

    /// What is found of words, page by page: as often as it is told.
    List<JsonNode> search(String words, String atLeast) {
        String path = "/v1/search?limit=" + LIMIT + "&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
        JsonNode page = get(path, atLeast);
        List<JsonNode> all = new ArrayList<>(Json.list(page.path("messages")));
        while (page.has("next")) {
            page = get(path + "&before=" + page.path("next").asString(""), atLeast);
            all.addAll(Json.list(page.path("messages")));
        }
        return all;
    }

    /// The status of an answer to who may not know of a conversation.
    int probe(String conversation) {
        return attempt("probe", () -> apis.get().get("/v1/conversations/" + conversation + "/messages"))
                .status();
    }

    String presence(String person) {
        return get("/v1/users/" + person + "/presence", "").path("state").asString("");
    }

    /// Whom its user blocks.
    List<String> blocks() {
        return Json.texts(get("/v1/me/blocks?limit=" + LIMIT, "").path("users"), "userId");
    }

    JsonNode receipts(String conversation, String atLeast) {
        return get("/v1/conversations/" + conversation + "/receipts", atLeast).path("members");
    }

    private JsonNode get(String path, String atLeast) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Api api = apis.get();
            try {
                return answer(
                        path, () -> atLeast.isEmpty() ? api.get(path) : api.get(path, "Verbatim-At-Least", atLeast));
            } catch (Unanswered again) {
                if (System.nanoTime() >= deadline) {
                    throw again;
                }
                LockSupport.parkNanos(BETWEEN_CALLS.toNanos());
            }
        }
    }

    /// Makes a call, and sorts its answers.
    ///
    /// @throws Unanswered if it may be made again
    /// @throws AssertionError if it failed for good
    static JsonNode answer(String what, Supplier<Api.Answer> call) {
        Api.Answer answer = attempt(what, call);
        if (answer.status() / 100 == 2) {
            return answer.status() == 204 ? Json.read("{}") : answer.body();
        }
        throw new AssertionError(what + ": " + answer.status() + " " + answer.text());
    }

    /// Makes a call that may be refused.
    ///
    /// @throws Unanswered if it may be made again
    static Api.Answer attempt(String what, Supplier<Api.Answer> call) {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException(what + ": not asked (expected: a run that goes on)");
        }
        Api.Answer answer;
        try {
            answer = call.get();
        } catch (UncheckedIOException lost) {
            throw new Unanswered(what + ": " + lost.getMessage());
        }
        if (answer.status() >= 500 && answer.body().path("retryable").asBoolean(false)) {
            throw new Unanswered(what + ": " + answer.text());
        }
        return answer;
    }
}
