package io.verbatim.gateway.testing;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.verbatim.gateway.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// The published documents, as a server serves them.
public final class Contract {
    private final JsonNode document;

    private Contract(JsonNode document) {
        this.document = document;
    }

    public static Contract openApi(GatewayServer server) {
        return served(server, "/openapi.json");
    }

    public static Contract asyncApi(GatewayServer server) {
        return served(server, "/asyncapi.json");
    }

    private static Contract served(GatewayServer server, String path) {
        byte[] json = server.anonymous()
                .mutate()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(1 << 20))
                .build()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return new Contract(Json.mapper().readTree(json));
    }

    /// What is at a JSON pointer.
    public JsonNode at(String pointer) {
        JsonNode found = document.at(pointer);
        if (found.isMissingNode()) {
            throw new AssertionError("nothing at " + pointer);
        }
        return found;
    }

    /// The names of an object's fields, sorted.
    public Set<String> names(String pointer) {
        return new TreeSet<>(at(pointer).propertyNames());
    }

    /// The texts of a list, sorted.
    public Set<String> texts(String pointer) {
        Set<String> texts = new TreeSet<>();
        at(pointer).forEach(text -> texts.add(text.asString()));
        return texts;
    }

    /// Where the document breaks the rules of its own kind.
    ///
    /// @param metaSchema a resource of these tests
    public List<String> faults(String metaSchema, SpecificationVersion dialect) {
        try (InputStream resource = Contract.class.getResourceAsStream("/io/verbatim/gateway/contract/" + metaSchema)) {
            return SchemaRegistry.withDefaultDialect(dialect)
                    .getSchema(Json.mapper().readTree(resource))
                    .validate(document)
                    .stream()
                    .map(Object::toString)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// References that lead nowhere.
    public Set<String> danglingReferences() {
        Set<String> dangling = new TreeSet<>();
        document.findValues("$ref").forEach(reference -> {
            if (document.at(reference.asString().substring(1)).isMissingNode()) {
                dangling.add(reference.asString());
            }
        });
        return dangling;
    }
}
