package io.verbatim.gateway.http.account;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.DeviceId;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.AccountView;
import io.verbatim.api.account.BlockPerson;
import io.verbatim.api.account.ChangePassword;
import io.verbatim.api.account.ConfirmCredential;
import io.verbatim.api.account.DeleteAccount;
import io.verbatim.api.account.FindAccount;
import io.verbatim.api.account.FindBlocks;
import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.LastSeenVisibility;
import io.verbatim.api.account.PeoplePage;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Profiles;
import io.verbatim.api.account.SignOutDevice;
import io.verbatim.api.account.UnblockPerson;
import io.verbatim.api.account.UpdateProfile;
import io.verbatim.api.conversation.BlockDirectConversation;
import io.verbatim.api.conversation.ConversationAnswer;
import io.verbatim.api.conversation.UnblockDirectConversation;
import io.verbatim.api.vault.RefreshTokens.Grant;
import io.verbatim.gateway.testing.Eventually;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.gateway.testing.MemoryVault;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.testkit.TestClock;
import io.verbatim.testkit.TransparentKeys;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;

class OwnAccountRoutesTest {
    private static GatewayServer server;
    private static long version = 1;
    private final AtomicReference<String> held = new AtomicReference<>("");
    private String name = "Ana";
    private LastSeenVisibility visibility = LastSeenVisibility.EVERYONE;

    @BeforeAll
    static void start() {
        server = GatewayServer.start("verbatim.ratelimits.enabled=false");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void anaIsThere() {
        server.vault().reset();
        server.sides().forget();
        server.sides()
                .onQuery(FindAccount.class, AccountView.class, query -> account())
                .onQuery(
                        FindProfiles.class,
                        Profiles.class,
                        query -> new Profiles(query.people().stream()
                                .map(person -> profile(person, "Name"))
                                .toList()))
                .onCommand(UpdateProfile.class, update -> {
                    if (update.displayName() != null) {
                        name = new TransparentKeys().open(update.displayName());
                    }
                    visibility = update.visibility() == null ? visibility : update.visibility();
                    return new AccountAnswer(++version);
                })
                .onCommand(ConfirmCredential.class, confirm -> {
                    if (!confirm.credential().equals(held.get())) {
                        throw ScriptedSides.refusal(RefusalCode.BAD_CREDENTIALS);
                    }
                    return new AccountAnswer(version);
                })
                .onCommand(ChangePassword.class, change -> {
                    if (!change.next().equals(held.get()) && !change.former().equals(held.get())) {
                        throw ScriptedSides.refusal(RefusalCode.BAD_CREDENTIALS);
                    }
                    held.set(change.next());
                    return new AccountAnswer(++version);
                })
                .onCommand(DeleteAccount.class, delete -> new AccountAnswer(++version))
                .onCommand(SignOutDevice.class, signOut -> new AccountAnswer(++version))
                .onCommand(BlockPerson.class, block -> new AccountAnswer(++version))
                .onCommand(UnblockPerson.class, unblock -> new AccountAnswer(++version))
                .onCommand(BlockDirectConversation.class, block -> new ConversationAnswer(1))
                .onCommand(UnblockDirectConversation.class, unblock -> new ConversationAnswer(1));
        held.set(server.vault()
                .stage(ANA.uid(), "password")
                .toCompletableFuture()
                .join());
    }

    @Test
    void shouldShowOnesOwnProfileAndSettings() {
        call(HttpMethod.GET, "/v1/me", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{'userId': 'ana', 'version': 3, 'displayName': 'Ana', 'lastSeenVisibility': 'everyone'}"
                        .replace('\'', '"'));
    }

    @Test
    void shouldChangeWhatIsNamedAndShowIt() {
        patch("{'displayName': 'Anna', 'lastSeenVisibility': 'contacts', 'unknown': 7}")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{'displayName': 'Anna', 'lastSeenVisibility': 'contacts'}".replace('\'', '"'));
        patch("{'lastSeenVisibility': null}")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{'displayName': 'Anna', 'lastSeenVisibility': 'everyone'}".replace('\'', '"'));
    }

    @Test
    void shouldRecordNothingWhenNothingChanges() {
        patch("{'displayName': 'Ana', 'lastSeenVisibility': 'everyone'}")
                .expectStatus()
                .isOk();
        patch("{}").expectStatus().isOk();
        assertThat(server.sides().received(UpdateProfile.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'displayName': ' '}",
                "{'displayName': null}",
                "{'lastSeenVisibility': 'friends'}",
                "{'avatarMediaId': 'm1'}"
            })
    void shouldRefuseWhatNobodyCanBe(String patch) {
        patch(patch).expectStatus().isEqualTo(422);
        assertThat(server.sides().received(UpdateProfile.class)).isEmpty();
    }

    @Test
    void shouldNotShowLessThanItHasJustWritten() {
        AtomicInteger looks = new AtomicInteger();
        server.sides().onQuery(FindAccount.class, AccountView.class, query -> {
            AccountView now = account();
            return looks.incrementAndGet() % 5 == 0
                    ? now
                    : new AccountView(0, profile(ANA.uid(), "Ana"), LastSeenVisibility.EVERYONE, List.of());
        });
        patch("{'displayName': 'Anna'}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.displayName")
                .isEqualTo("Anna");
        call(HttpMethod.GET, "/v1/users/ana", null)
                .expectBody()
                .jsonPath("$.displayName")
                .isEqualTo("Anna");
    }

    @Test
    void shouldChangeThePasswordAndSignEveryOtherDeviceOut() {
        String token = server.tokenOf(ANA);
        server.vault().begin(ANA.uid(), DeviceId.of("laptop"));

        password(token, "password", "another").expectStatus().isNoContent();

        assertThat(server.vault().lastGiven(ANA.uid())).containsOnlyKeys(GatewayServer.DEVICE);
        assertThat(server.vault().match(ANA.uid(), "password")).isCompletedWithValue(null);
        assertThat(server.vault().match(ANA.uid(), "another")).isCompletedWithValue(held.get());
        // whose answer was lost, asks again
        password(token, "password", "another").expectStatus().isNoContent();
        assertThat(server.vault().match(ANA.uid(), "another")).isCompletedWithValue(held.get());
    }

    @Test
    void shouldRefuseToChangeAPasswordThatIsWrong() {
        String token = server.tokenOf(ANA);
        server.vault().begin(ANA.uid(), DeviceId.of("laptop"));

        password(token, "wrong", "another")
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:verbatim:problem:bad-credentials");
        assertThat(server.vault().lastGiven(ANA.uid())).hasSize(2);
        password(token, "password", "").expectStatus().isEqualTo(422);
    }

    @Test
    void shouldShowTheDevices() {
        call(HttpMethod.GET, "/v1/me/devices", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .json(
                        ("{'devices': [{'device': 'phone', 'deviceName': 'My phone',"
                                        + " 'createdAt': '2026-11-24T12:00:00.000Z', 'lastSeenAt': '%s',"
                                        + " 'current': true}, {'device': 'laptop',"
                                        + " 'createdAt': '2026-11-24T12:00:00.000Z',"
                                        + " 'lastSeenAt': '2026-11-24T12:00:00.000Z', 'current': false}]}")
                                .formatted("2026-11-24T13:00:00.000Z")
                                .replace('\'', '"'),
                        JsonCompareMode.STRICT);
        assertThat(MemoryVault.GIVEN).hasToString("2026-11-24T13:00:00Z");
    }

    @Test
    void shouldSignAnotherDeviceOut() {
        String token = server.tokenOf(ANA);
        Grant laptop = server.vault().begin(ANA.uid(), DeviceId.of("laptop"));

        call(token, HttpMethod.DELETE, "/v1/me/devices/laptop", null)
                .expectStatus()
                .isNoContent();

        assertThat(server.vault().isActive(ANA.uid(), laptop.device(), laptop.family()))
                .isFalse();
        assertThat(server.sides().received(SignOutDevice.class))
                .containsExactly(new SignOutDevice(ANA.uid(), laptop.device()));
        assertThat(EventMetadata.of(server.sides().commandMessages().getLast().getMetaData()))
                .isEqualTo(EventMetadata.of(ANA.uid(), GatewayServer.DEVICE));
        call(token, HttpMethod.DELETE, "/v1/me/devices/no%20device", null)
                .expectStatus()
                .isNotFound();
    }

    @Test
    void shouldBlockInTheAccountAndThenInTheConversation() {
        call(HttpMethod.PUT, "/v1/me/blocks/bob", null).expectStatus().isNoContent();
        call(HttpMethod.DELETE, "/v1/me/blocks/bob", null).expectStatus().isNoContent();

        assertThat(server.sides().commandMessages())
                .extracting(message -> (Object) message.getPayload())
                .containsExactly(
                        new BlockPerson(ANA.uid(), BOB.uid()),
                        new BlockDirectConversation(ANA.uid(), BOB.uid()),
                        new UnblockPerson(ANA.uid(), BOB.uid()),
                        new UnblockDirectConversation(ANA.uid(), BOB.uid()));
    }

    @Test
    void shouldNotBlockOneselfNorNobody() {
        call(HttpMethod.PUT, "/v1/me/blocks/ana", null).expectStatus().isEqualTo(422);
        call(HttpMethod.PUT, "/v1/me/blocks/zoe", null).expectStatus().isNotFound();
        assertThat(server.sides().received(BlockPerson.class)).isEmpty();
    }

    @Test
    void shouldTellTheLimitOfBlocks() {
        server.sides().onCommand(BlockPerson.class, block -> {
            throw ScriptedSides.refusal(RefusalCode.LIMIT_REACHED);
        });
        call(HttpMethod.PUT, "/v1/me/blocks/bob", null)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.limit")
                .isEqualTo(5000);
    }

    @Test
    void shouldListTheBlocks() {
        server.sides().onQuery(FindBlocks.class, PeoplePage.class, query -> new PeoplePage(List.of(BOB.uid()), "on"));

        call(HttpMethod.GET, "/v1/me/blocks?limit=1&after=" + server.mark(ANA, "/v1/me/blocks", "there") + "", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{'users': [{'userId': 'bob'}]}".replace('\'', '"'))
                .jsonPath("$.next")
                .value(next ->
                        assertThat(server.place(ANA, "/v1/me/blocks", next)).isEqualTo("on"));
        assertThat(server.sides().received(FindBlocks.class))
                .containsExactly(new FindBlocks(ANA.uid(), 1, "there", AtLeast.ANYTHING));
    }

    @Test
    void shouldDeleteTheAccountInTheVaultFirst() {
        String token = server.tokenOf(ANA);
        server.sides().onCommand(DeleteAccount.class, delete -> {
            assertThat(server.vault().unfinished()).containsExactly(ANA.uid());
            return new AccountAnswer(++version);
        });

        delete(token, "password").expectStatus().isNoContent();

        assertThat(server.vault().isErased(ANA.uid())).isTrue();
        assertThat(server.vault().unfinished()).isEmpty();
        call(token, HttpMethod.GET, "/v1/me", null).expectStatus().isUnauthorized();
    }

    @Test
    void shouldNotDeleteTheAccountForAWrongPasswordOrNone() {
        String token = server.tokenOf(ANA);
        delete(token, "wrong").expectStatus().isUnauthorized();
        call(token, HttpMethod.DELETE, "/v1/me", Map.of()).expectStatus().isEqualTo(422);
        assertThat(server.vault().isErased(ANA.uid())).isFalse();
        assertThat(server.sides().received(DeleteAccount.class)).isEmpty();
    }

    @Test
    void shouldCompleteADeletionThatWasCutShort() {
        server.vault().erase(BOB.uid());
        server.bean(Departure.class).completeAll().subscribe();

        Eventually.that(() -> server.vault().unfinished().isEmpty());
        // the start looks for it, too
        assertThat(server.sides().received(DeleteAccount.class)).containsOnly(new DeleteAccount(BOB.uid()));
    }

    private AccountView account() {
        return new AccountView(
                version,
                profile(ANA.uid(), name),
                visibility,
                List.of(
                        new AccountView.Device(
                                GatewayServer.DEVICE, TransparentKeys.profile(ANA.uid(), "My phone"), TestClock.START),
                        new AccountView.Device(DeviceId.of("laptop"), null, TestClock.START)));
    }

    private static ProfileView profile(Uid uid, String displayName) {
        return new ProfileView(uid, 3, TransparentKeys.profile(uid, displayName), TestClock.START);
    }

    private WebTestClient.ResponseSpec patch(String body) {
        return server.as(ANA)
                .patch()
                .uri("/v1/me")
                .header("Content-Type", "application/json")
                .bodyValue(body.replace('\'', '"'))
                .exchange();
    }

    private WebTestClient.ResponseSpec password(String token, String present, String next) {
        return call(token, HttpMethod.PUT, "/v1/me/password", Map.of("password", present, "newPassword", next));
    }

    private WebTestClient.ResponseSpec delete(String token, String password) {
        return call(token, HttpMethod.DELETE, "/v1/me", Map.of("password", password));
    }

    private WebTestClient.ResponseSpec call(HttpMethod method, String uri, Object body) {
        return call(server.tokenOf(ANA), method, uri, body);
    }

    private WebTestClient.ResponseSpec call(String token, HttpMethod method, String uri, Object body) {
        var request = server.withToken(token)
                .method(method)
                .uri(java.net.URI.create("http://127.0.0.1:" + server.port() + uri));
        return (body == null ? request : request.bodyValue(body)).exchange();
    }
}
