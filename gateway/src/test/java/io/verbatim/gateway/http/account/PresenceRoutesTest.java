package io.verbatim.gateway.http.account;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Profiles;
import io.verbatim.api.presence.FindPresences;
import io.verbatim.api.presence.FindPresences.Look;
import io.verbatim.api.presence.PresenceView;
import io.verbatim.api.presence.Presences;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.testkit.TestClock;
import io.verbatim.testkit.TransparentKeys;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

class PresenceRoutesTest {
    private static GatewayServer server;

    @BeforeAll
    static void start() {
        server = GatewayServer.start("verbatim.ratelimits.enabled=false");
        server.sides()
                .onQuery(
                        FindProfiles.class,
                        Profiles.class,
                        query -> new Profiles(query.people().stream()
                                .filter(BOB.uid()::equals)
                                .map(uid ->
                                        new ProfileView(uid, 1, TransparentKeys.profile(uid, "Bob"), TestClock.START))
                                .toList()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldTellWhoIsOnline() {
        answer(new PresenceView(true, null));
        body("bob").isEqualTo("{\"state\":\"online\"}");
        assertThat(server.sides().received(FindPresences.class).getLast().looks())
                .containsExactly(new Look(ANA.uid(), BOB.uid()));
    }

    @Test
    void shouldTellWhenSomebodyWasLastSeen() {
        answer(new PresenceView(false, TestClock.START));
        body("bob").isEqualTo("{\"state\":\"offline\",\"lastSeenAt\":\"2026-11-24T12:00:00.000Z\"}");
        answer(PresenceView.HIDDEN);
        body("bob").isEqualTo("{\"state\":\"offline\"}");
    }

    @Test
    void shouldNotFindWhoDoesNotExist() {
        get("carla").expectStatus().isNotFound();
        get("nobody").expectStatus().isNotFound();
        get("NOBODY").expectStatus().isNotFound();
    }

    private static void answer(PresenceView view) {
        server.sides().onQuery(FindPresences.class, Presences.class, query -> new Presences(9, List.of(view)));
    }

    private static WebTestClient.ResponseSpec get(String userId) {
        return server.as(ANA).get().uri("/v1/users/" + userId + "/presence").exchange();
    }

    private static org.assertj.core.api.AbstractStringAssert<?> body(String userId) {
        return assertThat(get(userId)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
