package io.verbatim.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// People, by HTTP: registers who is not there yet, signs them in and opens their conversations. Each password costs
/// the server 20 to 40 ms, so few requests run at a time.
final class Accounts implements AutoCloseable {

    private static final String PASSWORD = "correct horse battery staple";
    private static final int ATTEMPTS = 20;
    private static final int ADDED_AT_ONCE = 1000;

    private final URI server;
    private final String prefix;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService requests;

    Accounts(URI server, String prefix, int atATime) {
        this.server = server;
        this.prefix = prefix;
        this.requests = Executors.newFixedThreadPool(atATime);
    }

    /// Somebody with a token.
    ///
    /// @param userId who
    /// @param token the access token
    record Person(String userId, String token) {}

    /// A conversation, as one of its members sees it.
    ///
    /// @param id its id
    /// @param lastSeq its last message before the run
    record Opened(String id, long lastSeq) {}

    /// So many people, signed in.
    List<Person> signIn(int count) throws IOException, InterruptedException {
        return all(count, i -> signIn(userId(i)));
    }

    /// Opens the conversations of the pairs (0, 1), (2, 3) and so on, from both sides: until its first message a
    /// conversation exists only for who opened it.
    ///
    /// @return for each person, in order
    List<Opened> openPairs(List<Person> people) throws IOException, InterruptedException {
        return all(people.size(), i -> open(people.get(i), people.get(i ^ 1).userId()));
    }

    /// So many people who never sign in, after the first `from`.
    ///
    /// @return their user ids
    List<String> register(int from, int count) throws IOException, InterruptedException {
        return all(count, i -> {
            String userId = userId(from + i);
            register(userId);
            return userId;
        });
    }

    /// Makes a group of them all, or finds the one that an earlier run has made of so many: its first message is then
    /// the next.
    ///
    /// @param owner who makes it
    /// @param others the rest
    Opened openGroup(Person owner, List<String> others) throws IOException, InterruptedException {
        UUID id = UUID.nameUUIDFromBytes((prefix + others.size()).getBytes(StandardCharsets.UTF_8));
        String first = names(others.subList(0, Math.min(ADDED_AT_ONCE, others.size())));
        String group = "{\"type\":\"group\",\"title\":\"Load\",\"members\":%s,\"clientConversationId\":\"%s\"}"
                .formatted(first, id);
        byte[] answer = post("/v1/conversations", group, owner.token(), 200, 201);
        Opened opened = new Opened(text(answer, "id"), JsonScanner.topLevelNumber(answer, "lastSeq"));
        for (int from = ADDED_AT_ONCE; from < others.size(); from += ADDED_AT_ONCE) {
            String some = names(others.subList(from, Math.min(from + ADDED_AT_ONCE, others.size())));
            post(
                    "/v1/conversations/%s/members".formatted(opened.id()),
                    "{\"members\":" + some + "}",
                    owner.token(),
                    200);
        }
        return opened;
    }

    /// Sends one message over HTTP for each of so many.
    void say(int count, IntFunction<Person> sender, IntFunction<String> conversation)
            throws IOException, InterruptedException {
        all(count, i -> {
            String message = "{\"clientMessageId\":\"%s\",\"text\":\"missed\"}".formatted(UUID.randomUUID());
            String path = "/v1/conversations/%s/messages".formatted(conversation.apply(i));
            return post(path, message, sender.apply(i).token(), 201);
        });
    }

    /// How far all members of a group have come, as somebody sees it: `deliveredSeq` by user id.
    Map<String, Long> delivered(Person reader, String conversation) throws IOException, InterruptedException {
        Map<String, Long> delivered = new HashMap<>();
        String after = "";
        while (true) {
            String path = "/v1/conversations/" + conversation + "/receipts?limit=1000" + after;
            HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                    .header("Authorization", "Bearer " + reader.token())
                    .build();
            HttpResponse<byte[]> page = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (page.statusCode() != 200) {
                throw new IOException("GET " + path + ": " + page.statusCode());
            }
            JsonScanner.readDelivered(page.body(), delivered);
            String next = JsonScanner.topLevelText(page.body(), "next");
            if (next == null) {
                return delivered;
            }
            after = "&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        }
    }

    private static String names(List<String> people) {
        return people.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    private String userId(int number) {
        return "%s-%06d".formatted(prefix, number);
    }

    private void register(String userId) throws IOException, InterruptedException {
        String account =
                "{\"userId\":\"%s\",\"password\":\"%s\",\"displayName\":\"%s\"}".formatted(userId, PASSWORD, userId);
        post("/v1/accounts", account, "", 201, 409);
    }

    private Person signIn(String userId) throws IOException, InterruptedException {
        register(userId);
        String signIn = "{\"userId\":\"%s\",\"password\":\"%s\",\"device\":\"load\"}".formatted(userId, PASSWORD);
        byte[] answer = post("/v1/tokens", signIn, "", 200);
        return new Person(userId, text(answer, "accessToken"));
    }

    private Opened open(Person person, String with) throws IOException, InterruptedException {
        String direct = "{\"type\":\"direct\",\"with\":\"%s\"}".formatted(with);
        byte[] answer = post("/v1/conversations", direct, person.token(), 200, 201);
        return new Opened(text(answer, "id"), JsonScanner.topLevelNumber(answer, "lastSeq"));
    }

    private static String text(byte[] answer, String field) throws IOException {
        String text = JsonScanner.topLevelText(answer, field);
        if (text == null) {
            throw new IOException(field + ": missing in " + new String(answer, StandardCharsets.UTF_8));
        }
        return text;
    }

    // A server that is busy hashing says 503, and when to come again.
    private byte[] post(String path, String body, String token, int... expected)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        for (int attempt = 1; answer.statusCode() == 503 && attempt < ATTEMPTS; attempt++) {
            Thread.sleep(1000 * answer.headers().firstValueAsLong("Retry-After").orElse(1));
            answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
        for (int status : expected) {
            if (answer.statusCode() == status) {
                return answer.body();
            }
        }
        throw new IOException("POST " + path + ": " + answer.statusCode() + " "
                + new String(answer.body(), StandardCharsets.UTF_8)
                + (answer.statusCode() == 429 ? " (start the server with VERBATIM_RATELIMITS_ENABLED=false)" : ""));
    }

    private <T> List<T> all(int count, Request<T> request) throws IOException, InterruptedException {
        List<Future<T>> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int person = i;
            asked.add(requests.submit(() -> request.of(person)));
        }
        List<T> answers = new ArrayList<>();
        for (Future<T> one : asked) {
            try {
                answers.add(one.get());
            } catch (ExecutionException failed) {
                throw new IOException(failed.getCause());
            }
        }
        return answers;
    }

    @FunctionalInterface
    private interface Request<T> {
        T of(int person) throws IOException, InterruptedException;
    }

    @Override
    public void close() {
        requests.shutdownNow();
        http.close();
    }
}
