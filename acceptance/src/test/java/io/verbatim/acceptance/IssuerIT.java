package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Accounts of an OpenID Connect issuer instead of local ones.
class IssuerIT {

    private static final SmallIssuer ISSUER = new SmallIssuer();

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer().with("VERBATIM_AUTH_ISSUERURI", ISSUER.uri());

    private final String ana = "ana-" + UUID.randomUUID();
    private final String bob = "bob-" + UUID.randomUUID();

    @AfterAll
    static void stopIssuer() {
        ISSUER.close();
    }

    @Test
    void shouldHaveNoLocalAccounts() {
        Api nobody = new Api(SERVER.uri(), "");
        JsonNode server = nobody.get("/v1/server").require(200);
        assertThat(server.path("registration").asString("")).isEqualTo("closed");
        assertThat(server.path("issuer").asString("")).isEqualTo(ISSUER.uri());
        nobody.post("/v1/accounts", Json.of("{'userId':'zoe','password':'%s','displayName':'Zoe'}", Device.PASSWORD))
                .requireProblem(403, "registration-closed");
        nobody.post("/v1/tokens", Json.of("{'userId':'%s','password':'%s'}", ana, Device.PASSWORD))
                .requireProblem(403, "forbidden");
    }

    @Test
    void shouldMakeAProfileAtFirstSight() {
        JsonNode me = api(ana).get("/v1/me").require(200);
        assertThat(me.path("userId").asString("")).isEqualTo(ana);
        assertThat(me.path("displayName").asString("")).isEqualTo("Name of " + ana);
    }

    @Test
    void shouldLetTwoPeopleChat() {
        api(ana).get("/v1/me").require(200);
        api(bob).get("/v1/me").require(200);
        try (ChatSocket phone = ChatSocket.connect(SERVER.webSocketUri(), ISSUER.token(ana));
                ChatSocket laptop = ChatSocket.connect(SERVER.webSocketUri(), "")) {
            phone.send("{'type':'hello','device':'phone'}");
            assertThat(phone.await("welcome").path("device").asString("")).isEqualTo("phone");
            phone.awaitLive();
            laptop.send("{'type':'hello','token':'%s','device':'laptop'}", ISSUER.token(bob));
            assertThat(laptop.await("welcome").path("device").asString("")).isEqualTo("laptop");
            laptop.awaitLive();

            String chat = api(ana).post("/v1/conversations", Json.of("{'type':'direct','with':'%s'}", bob))
                    .require(201)
                    .path("id")
                    .asString("");
            phone.say(chat, "Hello");
            assertThat(laptop.awaitEvent("message.sent").at("/data/text").asString(""))
                    .isEqualTo("Hello");
        }
        assertThat(api(ana).get("/v1/me/devices").require(200).path("devices"))
                .extracting(device -> device.path("device").asString(""))
                .contains("phone")
                .doesNotContain("unnamed");
    }

    @Test
    void shouldSignOutTheDeviceThatTheHeaderNames() {
        String token = ISSUER.token(ana);
        Api caller = new Api(SERVER.uri(), token);
        caller.get("/v1/me", "Verbatim-Device", "old").require(200);
        caller.get("/v1/me", "Verbatim-Device", "new").require(200);
        caller.delete("/v1/me/devices/old", "Verbatim-Device", "new").require(204);
        caller.get("/v1/me", "Verbatim-Device", "old").requireProblem(401, "signed-out");
        caller.get("/v1/me", "Verbatim-Device", "new").require(200);
    }

    @Test
    void shouldRefuseTokensThatAnotherHasSignedAndThoseOfWhoIsDeleted() {
        new Api(SERVER.uri(), ISSUER.forgedToken(ana)).get("/v1/me").requireProblem(401, "unauthenticated");
        try (ChatSocket forged = ChatSocket.connect(SERVER.webSocketUri(), ISSUER.forgedToken(ana))) {
            forged.send("{'type':'hello','device':'phone'}");
            assertThat(forged.awaitClose()).isEqualTo(4401);
        }
        Api caller = api(ana);
        caller.get("/v1/me").require(200);
        caller.delete("/v1/me").require(204);
        assertThat(api(ana).get("/v1/me").status()).isEqualTo(401);
        assertThat(api(ana).get("/v1/me", "Verbatim-Device", "another").status())
                .isEqualTo(401);
    }

    private static Api api(String userId) {
        return new Api(SERVER.uri(), ISSUER.token(userId), "phone");
    }
}
