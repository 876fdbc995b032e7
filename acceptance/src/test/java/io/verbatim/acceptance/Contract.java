package io.verbatim.acceptance;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// The published documents, and what was seen of them. Every answer and every frame that the tests get is held against
/// them, closed: a field or a value that they do not have is a fault here, though clients must ignore it.
public final class Contract {

    private static final String PROBLEM = "application/problem+json";
    private static final Set<String> BARE = Set.of("welcome", "live", "goodbye");
    private static final Map<URI, Contract> OF_SERVERS = new ConcurrentHashMap<>();
    private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();
    private final ObjectNode openApi;
    private final ObjectNode asyncApi;
    private final List<Path> paths;

    /// A path with variables; those with fewer come first.
    private record Path(String template, Pattern pattern) {
        static Path of(String template) {
            return new Path(
                    template, Pattern.compile(template.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+")));
        }
    }

    private Contract(URI server) {
        openApi = closed(server.resolve("/openapi.json"));
        asyncApi = closed(server.resolve("/asyncapi.json"));
        paths = openApi.path("paths").propertyNames().stream()
                .sorted((one, other) -> Long.compare(variables(one), variables(other)))
                .map(Path::of)
                .toList();
    }

    /// What the server at this address publishes.
    public static Contract of(URI address) {
        return OF_SERVERS.computeIfAbsent(
                URI.create("http://" + address.getHost() + ':' + address.getPort()), Contract::new);
    }

    /// What was seen of all documents in this JVM: `operation status`, and the names of frames.
    static Set<String> seen() {
        return SEEN;
    }

    /// From now on nothing was seen.
    static void forgetSeen() {
        SEEN.clear();
    }

    /// Holds an answer against the operation that was called; against the problem alone where no operation was.
    void check(HttpRequest request, HttpResponse<String> response) {
        String called =
                request.method().equals("HEAD") ? "get" : request.method().toLowerCase(Locale.ROOT);
        String raw = request.uri().getRawPath();
        JsonNode operation = paths.stream()
                .filter(path -> path.pattern().matcher(raw).matches())
                .findFirst()
                .map(path -> openApi.path("paths").path(path.template()).path(called))
                .orElse(MissingNode.getInstance());
        JsonNode described = operation.path("responses").path(Integer.toString(response.statusCode()));
        if (described.isMissingNode()) {
            described = openApi.at("/components/responses/Problem");
            require(response.statusCode() >= 400 || request.method().equals("OPTIONS"), request, response);
        }
        SEEN.add(operation.path("operationId").asString("none") + ' ' + response.statusCode());
        checkHeaders(described, request, response);
        if (!request.method().equals("HEAD") && !request.method().equals("OPTIONS")) {
            checkBody(described, request, response);
        }
    }

    private void checkHeaders(JsonNode described, HttpRequest request, HttpResponse<String> response) {
        described.path("headers").propertyNames().forEach(name -> {
            boolean always =
                    openApi.at("/components/headers/" + name).path("required").asBoolean(false);
            require(!always || response.headers().firstValue(name).isPresent(), request, response);
        });
        int status = response.statusCode();
        boolean later = status == 429 || status == 503;
        require(later == response.headers().firstValue("Retry-After").isPresent(), request, response);
        require(
                (status == 401)
                        == response.headers().firstValue("WWW-Authenticate").isPresent(),
                request,
                response);
    }

    private void checkBody(JsonNode described, HttpRequest request, HttpResponse<String> response) {
        JsonNode content = described.path("content");
        if (content.isMissingNode()) {
            require(response.body().isEmpty(), request, response);
            return;
        }
        String type = content.propertyNames().iterator().next();
        require(response.headers().firstValue("Content-Type").orElse("").startsWith(type), request, response);
        if (response.headers().firstValue("Content-Encoding").isPresent()) {
            // no text: who asked for that reads it
            return;
        }
        JsonNode body = Json.read(response.body());
        JsonNode schema = content.path(type).path("schema");
        check(schema, openApi, body, request.method() + ' ' + request.uri());
        if (type.equals(PROBLEM)) {
            checkProblem(body, response.statusCode());
        }
        for (JsonNode event : body.path("events")) {
            checkEvent(event.path("cursor").asString(""), event.path("event").asString(""), event.path("data"));
        }
    }

    private void checkProblem(JsonNode problem, int status) {
        String name = problem.path("type").asString("").replace("urn:verbatim:problem:", "");
        JsonNode known = openApi.at("/components/schemas/Problem/x-problems").path(name);
        if (known.path("status").asInt(0) != problem.path("status").asInt(-1)
                || problem.path("status").asInt(-1) != status
                || known.path("retryable").asBoolean(false)
                        != problem.path("retryable").asBoolean(false)) {
            throw new AssertionError("problem: " + problem + " (expected: " + known + ")");
        }
        SEEN.add("problem " + name);
    }

    /// Holds a frame of the server against the message of its type.
    public void checkFrame(JsonNode frame) {
        String type = frame.path("type").asString("");
        String name = type.equals("event") ? "event." + frame.path("event").asString("") : type;
        JsonNode payload =
                asyncApi.path("components").path("messages").path(name).path("payload");
        if (payload.isMissingNode()) {
            throw new AssertionError("frame: " + frame + " (expected: one of /asyncapi.json)");
        }
        check(payload, asyncApi, frame, name);
        SEEN.add(name);
    }

    /// Holds a server-sent event against the frame that says the same.
    ///
    /// @param id empty: none
    void checkEvent(String id, String name, JsonNode data) {
        ObjectNode frame;
        if (BARE.contains(name)) {
            frame = (ObjectNode) data.deepCopy();
            frame.put("type", name);
        } else {
            frame = (ObjectNode) Json.read("{\"type\":\"event\"}");
            frame.put("event", name).set("data", data);
            if (!id.isEmpty()) {
                frame.put("cursor", id);
            }
        }
        checkFrame(frame);
    }

    private void check(JsonNode schema, ObjectNode document, JsonNode value, String what) {
        List<Error> faults = compiled.computeIfAbsent(
                        (document == openApi ? "o" : "a") + schema, _ -> compile(schema, document))
                .validate(value);
        if (!faults.isEmpty()) {
            throw new AssertionError(what + ": " + value + " (expected: as documented) " + faults);
        }
    }

    private Schema compile(JsonNode schema, ObjectNode document) {
        ObjectNode whole = (ObjectNode) schema.deepCopy();
        whole.set("$defs", document.path("components").path("schemas"));
        return registry.getSchema(Json.read(whole.toString().replace("#/components/schemas/", "#/$defs/")));
    }

    /// A document whose objects have no other fields, and whose texts no other values, than it names.
    private static ObjectNode closed(URI document) {
        Api.Answer answer = Api.fetch(document);
        ObjectNode closed = (ObjectNode) answer.require(200);
        close(closed);
        return closed;
    }

    private static void close(JsonNode node) {
        node.forEach(Contract::close);
        if (node instanceof ObjectNode object) {
            if (object.path("type").asString("").equals("object") && object.has("properties")) {
                object.put("additionalProperties", false);
            }
            if (object.has("x-extensible-enum")) {
                object.set("enum", object.get("x-extensible-enum"));
            }
        }
    }

    private static long variables(String path) {
        return Stream.of(path.split("/")).filter(part -> part.startsWith("{")).count();
    }

    private static void require(boolean holds, HttpRequest request, HttpResponse<String> response) {
        if (!holds) {
            throw new AssertionError(request.method() + ' ' + request.uri() + ": " + response.statusCode() + ' '
                    + response.headers().map() + response.body() + " (expected: as documented)");
        }
    }
}
