package io.verbatim.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.gateway.testing.RawHttp;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UpgradeTest {
    private static final String UPGRADE = "Connection: Upgrade\r\nUpgrade: websocket\r\n";
    private static final String KEY = "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private static GatewayServer server;

    @BeforeAll
    static void start() {
        server = GatewayServer.start("verbatim.ratelimits.enabled=false");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldUpgradeToTheProtocol() throws IOException {
        assertThat(status(UPGRADE + KEY + "Sec-WebSocket-Protocol: verbatim.v9, verbatim.v1\r\n"))
                .isEqualTo(101);
    }

    @Test
    void shouldRefuseWhoOffersNoProtocolOfOurs() throws IOException {
        assertThat(status(UPGRADE + KEY)).isEqualTo(400);
        assertThat(status(UPGRADE + KEY + "Sec-WebSocket-Protocol: verbatim.v9\r\n"))
                .isEqualTo(400);
    }

    @Test
    void shouldRefuseWhatIsNoUpgrade() throws IOException {
        assertThat(status("")).isEqualTo(400);
        assertThat(status(UPGRADE + "Sec-WebSocket-Protocol: verbatim.v1\r\n")).isEqualTo(400);
        assertThat(status(UPGRADE + "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: x\r\n"
                        + "Sec-WebSocket-Protocol: verbatim.v1\r\n"))
                .isEqualTo(400);
    }

    private static int status(String headers) throws IOException {
        return RawHttp.status(server.port(), "GET /v1/ws HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
    }
}
