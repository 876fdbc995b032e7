package io.verbatim.gateway.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.gateway.testing.RawHttp;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServerRoutesTest {
    private static GatewayServer server;

    @BeforeAll
    static void start() {
        server = GatewayServer.start("verbatim.gateway.http.gzip-above=100B", "verbatim.accounts.registration=closed");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldSayWhatItIsToAnybody() {
        server.anonymous()
                .get()
                .uri("/v1/server")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/json")
                .expectHeader()
                .doesNotExist("Content-Encoding")
                .expectBody()
                .jsonPath("$.version")
                .isNotEmpty()
                .jsonPath("$.protocols[0]")
                .isEqualTo("verbatim.v1")
                .jsonPath("$.features")
                .isArray()
                .jsonPath("$.limits.text")
                .isEqualTo(8000)
                .jsonPath("$.limits.sendsBurst")
                .isEqualTo(300)
                .jsonPath("$.registration")
                .isEqualTo("closed")
                .jsonPath("$.issuer")
                .doesNotExist();
    }

    @Test
    void shouldCompressWhenAsked() throws Exception {
        String answer = RawHttp.answer(
                server.port(),
                "GET /v1/server HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
        int end = answer.indexOf("\r\n\r\n") + 4;
        assertThat(answer.substring(0, end)).containsIgnoringCase("content-encoding: gzip\r\n");
        byte[] body = answer.substring(end).getBytes(StandardCharsets.ISO_8859_1);
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
            assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("verbatim.v1");
        }
    }
}
