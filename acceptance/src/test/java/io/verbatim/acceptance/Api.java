package io.verbatim.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// The REST part of the protocol, as one caller: with a token, or without.
public final class Api {

    static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI server;
    private final String token;
    private final String device;

    /// @param token empty: none
    public Api(URI server, String token) {
        this(server, token, "");
    }

    /// @param token empty: none
    /// @param device for tokens that name none; empty: not told
    Api(URI server, String token, String device) {
        this.server = server;
        this.token = token;
        this.device = device;
    }

    /// What came back.
    public record Answer(int status, HttpHeaders headers, String text) {

        public JsonNode body() {
            return Json.read(text);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /// The body, if the status is this one.
        public JsonNode require(int expected) {
            if (status != expected) {
                throw new AssertionError("status: " + status + " (expected: " + expected + "), " + text);
            }
            return text.isEmpty() ? Json.read("{}") : body();
        }

        /// Requires a problem, told as the protocol says.
        JsonNode requireProblem(int expected, String name) {
            JsonNode problem = require(expected);
            if (!header("Content-Type").startsWith("application/problem+json")
                    || !problem.path("type").asString("").equals("urn:verbatim:problem:" + name)
                    || problem.path("status").asInt(0) != expected
                    || problem.path("title").asString("").isEmpty()
                    || !problem.path("retryable").isBoolean()) {
                throw new AssertionError("problem: " + headers.map() + text + " (expected: " + name + ")");
            }
            return problem;
        }
    }

    public Answer get(String path, String... headers) {
        return call("GET", path, "", headers);
    }

    public Answer post(String path, String json, String... headers) {
        return call("POST", path, json, headers);
    }

    public Answer put(String path, String json, String... headers) {
        return call("PUT", path, json, headers);
    }

    public Answer patch(String path, String json, String... headers) {
        return call("PATCH", path, json, headers);
    }

    public Answer delete(String path, String... headers) {
        return call("DELETE", path, "", headers);
    }

    /// @param json empty: no body
    public Answer call(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = request(path, headers)
                .method(
                        method,
                        json.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return send(request.build());
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!device.isEmpty()) {
            request.setHeader("Verbatim-Device", device);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    /// Sends a request, and holds its answer against the published contract.
    static Answer send(HttpRequest request) {
        HttpResponse<String> response = exchange(request);
        if (!request.uri().getPath().startsWith("/actuator")) {
            Contract.of(request.uri()).check(request, response);
        }
        return answer(response);
    }

    /// The answer to anybody, held against nothing.
    static Answer fetch(URI uri) {
        return answer(exchange(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build()));
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    private static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
