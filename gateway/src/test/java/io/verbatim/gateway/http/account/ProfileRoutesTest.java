package io.verbatim.gateway.http.account;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.DAVID;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.AccountView;
import io.verbatim.api.account.FindAccount;
import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.LastSeenVisibility;
import io.verbatim.api.account.PeoplePage;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Profiles;
import io.verbatim.api.account.RegisterAccount;
import io.verbatim.api.account.SearchPeople;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.testkit.TestClock;
import io.verbatim.testkit.TransparentKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;

class ProfileRoutesTest {
    private static GatewayServer server;
    private final Set<Uid> there = ConcurrentHashMap.newKeySet();

    @BeforeAll
    static void start() {
        server = GatewayServer.start("verbatim.ratelimits.enabled=false");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void anaAndBobAreThere() {
        there.addAll(Set.of(ANA.uid(), BOB.uid()));
        server.sides().forget();
        server.sides()
                .onQuery(
                        FindAccount.class,
                        AccountView.class,
                        query -> new AccountView(1, profile(query.person()), LastSeenVisibility.EVERYONE, List.of()));
        server.sides()
                .onQuery(
                        FindProfiles.class,
                        Profiles.class,
                        query -> new Profiles(query.people().stream()
                                .filter(there::contains)
                                .map(ProfileRoutesTest::profile)
                                .toList()));
    }

    @Test
    void shouldShowAnothersProfile() {
        get("/v1/users/bob")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"userId\": \"bob\", \"version\": 3, \"displayName\": \"Name of 2\"}");
    }

    @Test
    void shouldNotShowLessThanTheCursorItIsGiven() {
        server.as(ANA)
                .get()
                .uri("/v1/users/bob")
                .header("Verbatim-At-Least", server.bean(Cursors.class).encode(70))
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(server.sides().received(FindProfiles.class))
                .singleElement()
                .satisfies(query -> assertThat(query.atLeast()).isEqualTo(AtLeast.position(70)));
    }

    @Test
    void shouldNotShowWhoIsNotThere() {
        get("/v1/users/zoe").expectStatus().isNotFound();
        get("/v1/users/Not%20Valid").expectStatus().isNotFound();
        get("/v1/users/carla").expectStatus().isNotFound();
    }

    @Test
    void shouldShowThoseWhoAreThere() {
        get("/v1/users?ids=bob,zoe,ana,,bob,carla")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.users[*].userId")
                .value(ids -> assertThat(ids).isEqualTo(java.util.List.of("bob", "ana")));
        get("/v1/users?ids=")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.users")
                .isEmpty();
    }

    @Test
    void shouldLimitTheIds() {
        String ids = IntStream.range(0, 101).mapToObj(i -> "u" + i).collect(Collectors.joining(","));
        get("/v1/users?ids=" + ids).expectStatus().isEqualTo(422);
        get("/v1/users").expectStatus().isEqualTo(422);
    }

    @Test
    void shouldFindPeopleByTheBeginningOfTheirNames() {
        server.sides().onQuery(SearchPeople.class, PeoplePage.class, query -> new PeoplePage(List.of(BOB.uid()), "on"));

        get("/v1/users?q=%20b%C3%B6&limit=7&after=" + server.mark(ANA, "/v1/users", "there") + "")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"users\": [{\"userId\": \"bob\", \"version\": 3}]}")
                .jsonPath("$.next")
                .value(next -> assertThat(server.place(ANA, "/v1/users", next)).isEqualTo("on"));
        assertThat(server.sides().received(SearchPeople.class))
                .singleElement()
                .isEqualTo(new SearchPeople(ANA.uid(), " bö", false, 7, "there", AtLeast.ANYTHING));
        get("/v1/users?q=%20").expectStatus().isEqualTo(422);
        get("/v1/users?q=b&limit=201").expectStatus().isEqualTo(422);
    }

    @Test
    void shouldConfineOrCloseTheSearchWhenTheOperatorSaysSo() {
        try (GatewayServer confined = GatewayServer.start("verbatim.accounts.search=contacts")) {
            confined.sides().onQuery(SearchPeople.class, PeoplePage.class, query -> new PeoplePage(List.of(), null));
            confined.as(ANA)
                    .get()
                    .uri("/v1/users?q=b")
                    .exchange()
                    .expectStatus()
                    .isOk();
            assertThat(confined.sides().received(SearchPeople.class))
                    .singleElement()
                    .matches(SearchPeople::contactsOnly);
        }
        try (GatewayServer closed = GatewayServer.start("verbatim.accounts.search=closed")) {
            closed.as(ANA).get().uri("/v1/users?q=b").exchange().expectStatus().isForbidden();
        }
    }

    @Test
    void shouldShowOfADeletedAccountNothingButThatItIs() {
        server.sides()
                .onQuery(
                        FindProfiles.class,
                        Profiles.class,
                        query -> new Profiles(List.of(new ProfileView(BOB.uid(), 4, null, TestClock.START))));
        get("/v1/users/bob")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"userId\": \"bob\", \"version\": 4, \"deleted\": true}", JsonCompareMode.STRICT);
    }

    @Test
    void shouldWaitForAProfileThatIsOnItsWay() {
        server.sides().onCommand(RegisterAccount.class, command -> new AccountAnswer(1));
        server.anonymous()
                .post()
                .uri("/v1/accounts")
                .bodyValue(Map.of("userId", "eva", "password", "correct horse", "displayName", "Eva"))
                .exchange()
                .expectStatus()
                .isCreated();
        Uid eva = server.vault().find(Handle.of("eva"));
        int[] looks = new int[1];
        server.sides().onQuery(FindProfiles.class, Profiles.class, query -> {
            if (++looks[0] == 30) {
                there.add(eva);
            }
            return new Profiles(query.people().stream()
                    .filter(there::contains)
                    .map(ProfileRoutesTest::profile)
                    .toList());
        });
        get("/v1/users/eva").expectStatus().isOk();
        there.remove(eva);
        looks[0] = 0;
        get("/v1/users?ids=ana,eva")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.users.length()")
                .isEqualTo(2);
    }

    @Test
    void shouldBeBehindWhenAProfileDoesNotAppear() {
        there.remove(DAVID.uid());
        server.bean(People.class).registered(DAVID.uid());
        server.as(ANA)
                .get()
                .uri("/v1/users/david")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:verbatim:problem:behind");
    }

    private static WebTestClient.ResponseSpec get(String uri) {
        return server.as(ANA)
                .get()
                .uri(java.net.URI.create("http://127.0.0.1:" + server.port() + uri))
                .exchange();
    }

    private static ProfileView profile(Uid uid) {
        String name = "Name of " + Long.parseLong(uid.value());
        return new ProfileView(uid, 3, TransparentKeys.profile(uid, name), TestClock.START);
    }
}
