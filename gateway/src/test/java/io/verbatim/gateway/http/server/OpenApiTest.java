package io.verbatim.gateway.http.server;

import static com.networknt.schema.SpecificationVersion.DRAFT_2020_12;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.limits.PublishedLimits;
import io.verbatim.gateway.limits.RateLimitProperties;
import io.verbatim.gateway.testing.Contract;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.gateway.testing.Routes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private static GatewayServer server;
    private static Contract contract;

    @BeforeAll
    static void start() {
        server = GatewayServer.start();
        contract = Contract.openApi(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldBeOpenApi() {
        assertThat(contract.faults("openapi-3.1-schema.json", DRAFT_2020_12)).isEmpty();
        assertThat(contract.danglingReferences()).isEmpty();
    }

    @Test
    void shouldHaveEveryRouteAndNoOther() {
        Set<String> documented = new TreeSet<>();
        contract.at("/paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> documented.add(method.toUpperCase(Locale.ROOT) + ' ' + path.getKey())));
        assertThat(documented).isEqualTo(Routes.of(server));
    }

    @Test
    void shouldNameEveryPathVariable() {
        contract.at("/paths")
                .properties()
                .forEach(path -> path.getValue()
                        .forEach(operation -> assertThat(pathVariables(operation))
                                .as(path.getKey())
                                .isEqualTo(variables(path.getKey()))));
    }

    @Test
    void shouldHaveEveryProblemAndNoOther() {
        String problem = "/components/schemas/Problem";
        assertThat(contract.texts(problem + "/properties/type/x-extensible-enum"))
                .isEqualTo(sorted(Arrays.stream(ProblemName.values())
                        .map(name -> "urn:verbatim:problem:" + name.wireName())
                        .toList()));
        assertThat(contract.names(problem + "/x-problems"))
                .isEqualTo(sorted(Arrays.stream(ProblemName.values())
                        .map(ProblemName::wireName)
                        .toList()));
        for (ProblemName name : ProblemName.values()) {
            JsonNode told = contract.at(problem + "/x-problems/" + name.wireName());
            assertThat(told.path("status").asInt()).as(name.wireName()).isEqualTo(name.status());
            assertThat(told.path("retryable").asBoolean()).as(name.wireName()).isEqualTo(name.retryable());
        }
    }

    @Test
    void shouldHaveEveryLimitAndNoOther() {
        PublishedLimits limits = new PublishedLimits(
                server.bean(GatewayLimits.class), server.bean(RateLimitProperties.class), Duration.ofSeconds(25));
        assertThat(contract.names("/components/schemas/Limits/properties"))
                .isEqualTo(sorted(limits.byName().keySet()));
    }

    @Test
    void shouldBeAnsweredToAnyOriginAndOnceOnly() {
        String etag = server.anonymous()
                .head()
                .uri("/openapi.json")
                .header("Origin", "https://app.example")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*")
                .expectHeader()
                .valueEquals("Cache-Control", "no-cache")
                .expectBody()
                .returnResult()
                .getResponseHeaders()
                .getETag();
        server.anonymous()
                .get()
                .uri("/openapi.json")
                .header("If-None-Match", etag)
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectBody()
                .isEmpty();
    }

    private static Set<String> pathVariables(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        operation.path("parameters").forEach(parameter -> {
            JsonNode reference = parameter.get("$ref");
            JsonNode itself = reference == null
                    ? parameter
                    : contract.at(reference.asString().substring(1));
            if (itself.path("in").asString().equals("path")) {
                names.add(itself.path("name").asString());
            }
        });
        return names;
    }

    private static Set<String> variables(String path) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(path.split("/"))
                .filter(part -> part.startsWith("{"))
                .forEach(part -> names.add(part.substring(1, part.length() - 1)));
        return names;
    }

    private static Set<String> sorted(Collection<String> names) {
        return new TreeSet<>(names);
    }
}
