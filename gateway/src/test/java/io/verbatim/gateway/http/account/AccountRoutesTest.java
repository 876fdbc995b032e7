package io.verbatim.gateway.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.EventMetadata;
import io.verbatim.api.Handle;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Profiles;
import io.verbatim.api.account.RegisterAccount;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.testkit.TestClock;
import io.verbatim.testkit.TransparentKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

class AccountRoutesTest {
    private static GatewayServer server;

    @BeforeAll
    static void start() {
        server = GatewayServer.start("verbatim.ratelimits.enabled=false");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void nobodyIsThere() {
        server.sides().forget();
        server.sides().onQuery(FindProfiles.class, Profiles.class, query -> new Profiles(List.of()));
        server.sides().onCommand(RegisterAccount.class, command -> new AccountAnswer(1));
    }

    @Test
    void shouldMakeAnAccount() {
        register("eva", "correct horse", "Eva")
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Location", "/v1/users/eva")
                .expectBody()
                .json("{\"userId\": \"eva\", \"displayName\": \"Eva\"}");
        Uid eva = server.vault().find(Handle.of("eva"));
        assertThat(server.sides().received(RegisterAccount.class))
                .singleElement()
                .satisfies(command -> {
                    assertThat(command.uid()).isEqualTo(eva);
                    assertThat(command.displayName()).isEqualTo(TransparentKeys.profile(eva, "Eva"));
                    assertThat(server.vault().match(eva, "correct horse")).isCompletedWithValue(command.credential());
                });
        assertThat(EventMetadata.of(server.sides().commandMessages().getFirst().getMetaData()))
                .isEqualTo(EventMetadata.of(eva, null));
    }

    @Test
    void shouldNotHashForAUserIdThatIsTaken() {
        Uid taken = server.vault().reserve(Handle.of("taken"));
        server.sides()
                .onQuery(
                        FindProfiles.class,
                        Profiles.class,
                        query -> new Profiles(List.of(
                                new ProfileView(taken, 1, TransparentKeys.profile(taken, "Taken"), TestClock.START))));
        register("taken", "correct horse", "Eva")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:verbatim:problem:user-exists");
        assertThat(server.vault().staged(taken)).isZero();
        assertThat(server.sides().received(RegisterAccount.class)).isEmpty();
    }

    @Test
    void shouldLoseToAnotherRegistrationAtTheSameTime() {
        server.sides().onCommand(RegisterAccount.class, command -> {
            throw ScriptedSides.refusal(RefusalCode.USER_EXISTS);
        });
        register("frank", "correct horse", "Frank").expectStatus().isEqualTo(409);
    }

    @Test
    void shouldMakeOneAccountOfManyRegistrationsAtOnce() throws Exception {
        AtomicReference<String> holds = new AtomicReference<>();
        server.sides().onCommand(RegisterAccount.class, command -> {
            if (!holds.compareAndSet(null, command.credential())) {
                throw ScriptedSides.refusal(RefusalCode.USER_EXISTS);
            }
            return new AccountAnswer(1);
        });
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                String password = "correct horse " + i;
                callers.execute(() -> statuses.add(register("jack", password, "Jack")
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value()));
            }
        }
        assertThat(statuses).hasSize(8).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void shouldTakeOverWhatACrashLeftBehind() {
        server.vault().stage(server.vault().reserve(Handle.of("gwen")), "from before");
        register("gwen", "correct horse", "Gwen").expectStatus().isCreated();
        assertThat(server.vault().staged(server.vault().find(Handle.of("gwen"))))
                .isEqualTo(1);
    }

    @Test
    void shouldRepeatWhatMayBeRecordedWithTheSameCredential() {
        boolean[] asked = new boolean[1];
        server.sides().onCommand(RegisterAccount.class, command -> {
            if (!asked[0]) {
                asked[0] = true;
                throw ScriptedSides.refusal(RefusalCode.OUTCOME_UNKNOWN);
            }
            return new AccountAnswer(1);
        });
        register("hank", "correct horse", "Hank").expectStatus().isCreated();
        assertThat(server.sides().received(RegisterAccount.class)).hasSize(2);
        assertThat(server.sides().received(RegisterAccount.class).stream().distinct())
                .hasSize(1);
    }

    @Test
    void shouldTellAllThatIsWrong() {
        register("Not Valid", "", " ")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[*].field")
                .value(fields -> assertThat(fields).isEqualTo(List.of("userId", "password", "displayName")));
        register(null, null, null)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(3);
        register("ida", "correct horse", "x".repeat(65)).expectStatus().isEqualTo(422);
    }

    @Test
    void shouldRefuseWhenRegistrationIsClosed() {
        try (GatewayServer closed = GatewayServer.start("verbatim.accounts.registration=closed")) {
            closed.anonymous()
                    .post()
                    .uri("/v1/accounts")
                    .bodyValue(Map.of("userId", "eva"))
                    .exchange()
                    .expectStatus()
                    .isForbidden()
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("urn:verbatim:problem:registration-closed");
        }
    }

    private static WebTestClient.ResponseSpec register(String userId, String password, String displayName) {
        Map<String, String> body = new HashMap<>();
        body.put("userId", userId);
        body.put("password", password);
        body.put("displayName", displayName);
        return server.anonymous().post().uri("/v1/accounts").bodyValue(body).exchange();
    }
}
