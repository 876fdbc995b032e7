package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What happens with time: heartbeats and the end of tokens, on a server that has less patience than by default.
class PatienceIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer()
            .with("VERBATIM_GATEWAY_STREAM_HEARTBEAT", "1s")
            .with("VERBATIM_AUTH_ACCESSTOKENLIFETIME", "6s");

    private final Device ana = Device.register(SERVER, "ana");

    @Test
    void shouldCloseWith4408WhoAnswersNoPing() throws IOException {
        try (RawSocket silent = new RawSocket(ana, 0)) {
            silent.sendText("{\"type\":\"hello\"}");
            assertThat(silent.readCloseCode()).isEqualTo(4408);
        }
    }

    @Test
    void shouldCloseWith4401WhenTheTokenEndsUnlessThereIsANewerOne() throws InterruptedException {
        try (ChatSocket left = ana.connectOnly();
                ChatSocket renewed = ana.connect()) {
            assertThat(left.hello().path("heartbeatSeconds").asInt(0)).isEqualTo(1);
            left.awaitLive();
            // tokens end at whole seconds: the newer one has to end later
            TimeUnit.SECONDS.sleep(2);
            Device next = ana.with(new Api(SERVER.uri(), "")
                    .post("/v1/tokens/refresh", Json.of("{'refreshToken':'%s'}", ana.refreshToken))
                    .require(200));
            renewed.send("{'type':'auth','id':'a1','token':'%s'}", next.accessToken);
            renewed.awaitAck("a1");

            assertThat(left.await("goodbye").path("reason").asString("")).isEqualTo("token-expired");
            assertThat(left.awaitClose()).isEqualTo(4401);
            assertThat(renewed.awaitQuiet()).isEmpty();
            ana.api.get("/v1/me").requireProblem(401, "token-expired");
            next.api.get("/v1/me").require(200);
            assertThat(renewed.awaitClose()).isEqualTo(4401);
        }
    }

    @Test
    void shouldEndAStreamWithItsToken() throws IOException {
        try (EventStream stream = EventStream.open(ana, "", "")) {
            stream.await("live");
            assertThat(stream.await("goodbye").data().path("reason").asString(""))
                    .isEqualTo("token-expired");
        }
    }
}
