package io.verbatim.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.api.vault.Erasures;
import io.verbatim.api.vault.GatewayBeats;
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.Secrets;
import io.verbatim.gateway.GatewaySideConfiguration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program and a second gateway beside it: what one has told, the other shows when it is asked for at least that,
/// although the views lag.
class TwoGatewaysTest {

    private static final List<Class<?>> SHARED = List.of(
            CommandBus.class,
            QueryBus.class,
            LiveFeed.class,
            LogEpoch.class,
            Erasures.class,
            GatewayBeats.class,
            Keys.class,
            Handles.class,
            Secrets.class,
            Clock.class,
            MeterRegistry.class);

    @TempDir
    Path temp;

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext first;
    private ConfigurableApplicationContext second;
    private String anas;
    private String bobs;
    private String path;

    @BeforeEach
    void start() throws Exception {
        first = VerbatimApplication.start(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--management.server.port=0",
                "--verbatim.data=" + temp.resolve("data"),
                "--verbatim.ratelimits.enabled=false",
                "--verbatim.views.pause=50ms",
                "--verbatim.vault.argon2.memory=64KB");
        second = secondGateway();
        anas = signIn("ana");
        bobs = signIn("bob");
        String id = call(first, anas, "POST", "/v1/conversations", "{\"type\":\"direct\",\"with\":\"bob\"}")
                .path("id")
                .asString();
        path = "/v1/conversations/" + id;
    }

    @AfterEach
    void stop() {
        second.close();
        first.close();
    }

    @Test
    void shouldShowAtLeastTheVersionThatTheOtherHasTold() throws Exception {
        long sent = send("0");
        for (int i = 1; i <= 20; i++) {
            String edit = "{\"text\":\"%d\"}".formatted(i);
            long version = call(first, anas, "PATCH", path + "/messages/1", edit)
                    .path("version")
                    .asLong();
            // unasked, it may show an older copy, whose version says so
            JsonNode unasked = page(second, anas);
            assertThat(unasked.path("version").asLong()).isBetween(sent, version);
            assertThat(unasked.path("text").asString().equals(Integer.toString(i)))
                    .isEqualTo(unasked.path("version").asLong() == version);

            JsonNode asked = page(second, bobs, "Verbatim-At-Least", Long.toString(version));
            assertThat(asked.path("text").asString()).isEqualTo(Integer.toString(i));
            assertThat(asked.path("version").asLong()).isEqualTo(version);
            // from now on, this gateway shows Bob no less
            assertThat(page(second, bobs).path("version").asLong()).isEqualTo(version);
        }
    }

    @Test
    void shouldShowAtLeastThePlaceOfTheOthersCursor() throws Exception {
        for (int i = 1; i <= 10; i++) {
            long version = send("message " + i);
            String cursor = call(first, anas, "GET", "/v1/inbox?limit=1", "", "Verbatim-At-Least", cursorOf(version))
                    .path("cursor")
                    .asString();
            JsonNode entry = call(second, bobs, "GET", "/v1/inbox", "", "Verbatim-At-Least", cursor)
                    .path("conversations")
                    .path(0);
            assertThat(entry.path("conversation").path("lastSeq").asLong()).isEqualTo(i);
        }
    }

    /// A cursor of the first gateway that is past this version: it has been told to Ana there.
    private String cursorOf(long version) throws Exception {
        call(first, anas, "GET", path, "", "Verbatim-At-Least", Long.toString(version));
        return call(first, anas, "GET", "/v1/events", "").path("cursor").asString();
    }

    private long send(String text) throws Exception {
        String body = "{\"clientMessageId\":\"%s\",\"text\":\"%s\"}".formatted(UUID.randomUUID(), text);
        return call(first, anas, "POST", path + "/messages", body)
                .path("version")
                .asLong();
    }

    /// The first message.
    private JsonNode page(ConfigurableApplicationContext gateway, String token, String... headers) throws Exception {
        return call(gateway, token, "GET", path + "/messages?after=0&limit=1", "", headers)
                .path("messages")
                .path(0);
    }

    private String signIn(String userId) throws Exception {
        String credentials = "\"userId\":\"%s\",\"password\":\"a horse correct\"".formatted(userId);
        call(first, "", "POST", "/v1/accounts", "{" + credentials + ",\"displayName\":\"Somebody\"}");
        return call(first, "", "POST", "/v1/tokens", "{" + credentials + "}")
                .path("accessToken")
                .asString();
    }

    private JsonNode call(
            ConfigurableApplicationContext gateway,
            String token,
            String method,
            String uri,
            String body,
            String... headers)
            throws Exception {
        String port = gateway.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + uri))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return JsonMapper.shared().readTree(response.body());
    }

    private ConfigurableApplicationContext secondGateway() {
        Set<Object> shared = Collections.newSetFromMap(new IdentityHashMap<>());
        SHARED.forEach(type -> shared.add(first.getBean(type)));
        return new SpringApplicationBuilder(SecondGateway.class)
                .web(WebApplicationType.REACTIVE)
                .initializers(fresh -> shared.forEach(bean ->
                        fresh.getBeanFactory().registerSingleton("shared" + System.identityHashCode(bean), bean)))
                .run(
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--management.server.port=-1",
                        "--management.endpoint.health.validate-group-membership=false",
                        "--verbatim.ratelimits.enabled=false");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(GatewaySideConfiguration.class)
    static class SecondGateway {}
}
