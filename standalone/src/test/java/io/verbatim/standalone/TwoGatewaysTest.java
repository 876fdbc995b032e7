package io.verbatim.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.live.LiveFeed;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// The program and a second gateway beside it: what one has told, the other shows when it is asked for at least that,
/// although the views lag.
class TwoGatewaysTest {

    @TempDir
    Path temp;

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
        second = GatewayBeside.start(first, first.getBean(LiveFeed.class));
        anas = new Rest(first).signIn("ana");
        bobs = new Rest(first).signIn("bob");
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

    private static JsonNode call(
            ConfigurableApplicationContext gateway,
            String token,
            String method,
            String uri,
            String body,
            String... headers) {
        return new Rest(gateway).call(token, method, uri, body, headers);
    }
}
