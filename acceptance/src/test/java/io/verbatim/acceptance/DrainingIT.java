package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// How the process ends, and what an operator sees of it.
class DrainingIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @Test
    void shouldSayGoodbyeAndLoseNothingWhenItIsStopped() throws Exception {
        Device ana = Device.register(SERVER, "ana");
        Device bob = Device.register(SERVER, "bob");
        String conversation = ana.open(bob);
        ana.post(conversation, "before");
        try (ChatSocket anas = ana.connect()) {
            SERVER.beginToStop();

            JsonNode goodbye = anas.await("goodbye");
            assertThat(goodbye.path("reason").asString("")).isEqualTo("draining");
            assertThat(goodbye.path("reconnectAfterMillis").isNumber()).isTrue();
            assertThat(anas.awaitClose()).isEqualTo(4503);
            SERVER.awaitEnd();
        }

        SERVER.start();

        assertThat(bob.messages(conversation, "")
                        .path("messages")
                        .path(0)
                        .path("text")
                        .asString(""))
                .isEqualTo("before");
        assertThat(SERVER.logText()).doesNotContain("OutOfMemoryError").doesNotContain("\tat io.verbatim");
    }

    @Test
    void shouldRefuseASecondProcessOnTheSameFolder() throws Exception {
        Process another = SERVER.startAnother();

        assertThat(another.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(another.exitValue()).isNotZero();
        assertThat(SERVER.folder().resolve("another.log")).content().contains("in use");
        Device.register(SERVER, "still-serving");
    }

    @Test
    void shouldShowHealthAndMetersOnTheManagementPortOnly() {
        Api management = new Api(SERVER.managementUri(), "");
        assertThat(management
                        .get("/actuator/health")
                        .require(200)
                        .path("status")
                        .asString(""))
                .isEqualTo("UP");
        Api.Answer meters = management.get("/actuator/prometheus");
        assertThat(meters.status()).isEqualTo(200);
        assertThat(meters.text()).contains("jvm_memory_used_bytes").contains("verbatim_");
        assertThat(new Api(SERVER.uri(), "").get("/actuator/health").status()).isIn(401, 404);
    }
}
