package io.verbatim.gateway.http.conversation;

import static io.verbatim.gateway.http.conversation.ConversationSamples.PATH;
import static io.verbatim.gateway.http.conversation.ConversationSamples.conversation;
import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.account.FindRelations;
import io.verbatim.api.account.Relations;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationOpening;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.api.conversation.FindMembers;
import io.verbatim.api.conversation.MembersPage;
import io.verbatim.api.conversation.OpenDirectConversation;
import io.verbatim.api.conversation.RecogniseGroup;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.gateway.testing.ScriptedSides;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

class ConversationRoutesTest {
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
    void script() {
        server.sides().forget();
        ConversationSamples.profiles(server.sides());
        server.sides()
                .onQuery(
                        FindConversation.class,
                        ConversationView.class,
                        query -> conversation(query.conversationId(), 9));
    }

    @Test
    void shouldOpenADirectConversation() {
        opening(true);
        open(Map.of("type", "direct", "with", "bob"))
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Location", PATH)
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(ANA_AND_BOB.value())
                .jsonPath("$.type")
                .isEqualTo("direct")
                .jsonPath("$.with")
                .isEqualTo("bob")
                .jsonPath("$.members[0].userId")
                .isEqualTo("ana")
                .jsonPath("$.role")
                .isEqualTo("member")
                .jsonPath("$.left")
                .doesNotExist()
                .jsonPath("$.readSeq")
                .isEqualTo(3);
        assertThat(server.sides().received(OpenDirectConversation.class))
                .containsExactly(new OpenDirectConversation(ANA.uid(), BOB.uid()));
        assertThat(server.sides().received(FindConversation.class))
                .containsExactly(new FindConversation(ANA.uid(), ANA_AND_BOB, AtLeast.version(ANA_AND_BOB, 8)));
    }

    @Test
    void shouldAnswerWithTheOneThereIs() {
        opening(false);
        open(Map.of("type", "direct", "with", "bob"))
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Location")
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(ANA_AND_BOB.value());
    }

    @Test
    void shouldNotOpenOneWithNobodyOrOneself() {
        server.sides().onQuery(FindConversation.class, ConversationView.class, query -> {
            throw ScriptedSides.queryRefusal(RefusalCode.NOT_FOUND);
        });
        invalid(open(Map.of("type", "direct", "with", "ana")), "with");
        invalid(open(Map.of("type", "direct", "with", "zoe")), "with");
        invalid(open(Map.of("type", "direct", "with", "carla")), "with");
        invalid(open(Map.of("type", "direct")), "with");
        invalid(open(Map.of("type", "group", "with", "bob")), "title");
        invalid(open(Map.of("type", "channel", "with", "bob")), "type");
        assertThat(server.sides().received(OpenDirectConversation.class)).isEmpty();
    }

    @Test
    void shouldGiveARepeatOfAGroupTheFirstOneWhateverItSays() {
        String uuid = "0b1c2d3e-0000-4000-8000-000000000001";
        ConversationId group = ConversationId.group(ANA.uid(), uuid);
        server.sides().onQuery(FindConversation.class, ConversationView.class, query -> conversation(ANA_AND_BOB, 9));
        server.sides().onQuery(FindRelations.class, Relations.class, query -> new Relations(List.of()));
        server.sides().onCommand(RecogniseGroup.class, command -> new ConversationOpening(group, 8, false));
        for (Map<String, Object> repeat : List.<Map<String, Object>>of(
                Map.of("type", "group", "title", "Us", "members", List.of("zoe"), "clientConversationId", uuid),
                Map.of("type", "group", "title", " ", "clientConversationId", uuid))) {
            open(repeat).expectStatus().isOk();
        }
        server.sides().onCommand(RecogniseGroup.class, command -> {
            throw ScriptedSides.refusal(RefusalCode.NOT_FOUND);
        });
        invalid(
                open(Map.of("type", "group", "title", "Us", "members", List.of("zoe"), "clientConversationId", uuid)),
                "members");
        assertThat(server.sides().received(RecogniseGroup.class))
                .hasSize(3)
                .containsOnly(new RecogniseGroup(group, ANA.uid()));
    }

    @Test
    void shouldAnswerWithTheOneThereIsWithSomebodyWhoIsNoMore() {
        ConversationId gone = ConversationId.direct(ANA.uid(), CARLA.uid());
        open(Map.of("type", "direct", "with", "carla"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(gone.value());
        assertThat(server.sides().received(OpenDirectConversation.class)).isEmpty();
    }

    @Test
    void shouldShowAConversation() {
        server.as(ANA)
                .get()
                .uri(PATH)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(9);
    }

    @Test
    void shouldNotShowLessThanItHasTold() {
        WebTestClient ana = server.as(ANA);
        ana.get().uri(PATH).exchange().expectStatus().isOk();
        server.sides().forget();
        ana.get()
                .uri(PATH)
                .header("Verbatim-At-Least", "12")
                .exchange()
                .expectStatus()
                .isOk();
        ana.get().uri(PATH).exchange().expectStatus().isOk();
        assertThat(server.sides().received(FindConversation.class))
                .extracting(FindConversation::atLeast)
                .containsExactly(AtLeast.version(ANA_AND_BOB, 12), AtLeast.version(ANA_AND_BOB, 9));
    }

    @Test
    void shouldRefuseAFreshnessThatIsNone() {
        invalid(
                server.as(ANA)
                        .get()
                        .uri(PATH)
                        .header("Verbatim-At-Least", "soon")
                        .exchange(),
                "Verbatim-At-Least");
    }

    @Test
    void shouldSayWhenTheViewIsBehind() {
        server.sides().onQuery(FindConversation.class, ConversationView.class, query -> {
            throw ScriptedSides.queryRefusal(RefusalCode.BEHIND);
        });
        server.as(ANA)
                .get()
                .uri(PATH)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:verbatim:problem:behind")
                .jsonPath("$.retryable")
                .isEqualTo(true);
    }

    @Test
    void shouldNotShowWhatDoesNotExistForTheCaller() {
        server.sides().onQuery(FindConversation.class, ConversationView.class, query -> {
            throw ScriptedSides.queryRefusal(RefusalCode.NOT_FOUND);
        });
        server.as(ANA).get().uri(PATH).exchange().expectStatus().isNotFound();
        server.sides().forget();
        server.as(ANA)
                .get()
                .uri("/v1/conversations/nonsense")
                .exchange()
                .expectStatus()
                .isNotFound();
        server.as(CARLA)
                .get()
                .uri(PATH)
                .header("Verbatim-At-Least", "1000")
                .exchange()
                .expectStatus()
                .isNotFound();
        assertThat(server.sides().received(FindConversation.class)).isEmpty();
    }

    @Test
    void shouldListMembers() {
        server.sides()
                .onQuery(
                        FindMembers.class,
                        MembersPage.class,
                        query -> new MembersPage(conversation(ANA_AND_BOB, 1).members(), "more"));
        server.as(ANA)
                .get()
                .uri(PATH + "/members?limit=1000&after=" + server.mark(ANA, PATH + "/members", "here"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"members": [{"userId": "ana", "role": "member", "joinedAt": "2026-11-24T12:00:00.000Z"},
                                     {"userId": "bob", "role": "member", "joinedAt": "2026-11-24T12:00:00.000Z"}],
                         "users": {"ana": {"userId": "ana", "version": 1, "displayName": "Somebody"},
                                   "bob": {"userId": "bob", "version": 1, "displayName": "Somebody"}}}""")
                .jsonPath("$.next")
                .value(next ->
                        assertThat(server.place(ANA, PATH + "/members", next)).isEqualTo("more"));
        assertThat(server.sides().received(FindMembers.class)).singleElement().satisfies(query -> {
            assertThat(query.limit()).isEqualTo(1_000);
            assertThat(query.after()).isEqualTo("here");
        });
    }

    @Test
    void shouldConfineTheLimit() {
        invalid(server.as(ANA).get().uri(PATH + "/members?limit=1001").exchange(), "limit");
        invalid(server.as(ANA).get().uri(PATH + "/members?limit=0").exchange(), "limit");
        server.as(ANA)
                .get()
                .uri(PATH + "/members?limit=some")
                .exchange()
                .expectStatus()
                .isBadRequest();
        server.as(ANA)
                .get()
                .uri(PATH + "/members?limit=-1")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    private static void opening(boolean opened) {
        server.sides()
                .onCommand(
                        OpenDirectConversation.class,
                        command -> new ConversationOpening(command.conversationId(), 8, opened));
    }

    private static WebTestClient.ResponseSpec open(Map<String, ?> body) {
        return server.as(ANA).post().uri("/v1/conversations").bodyValue(body).exchange();
    }

    private static void invalid(WebTestClient.ResponseSpec exchange, String field) {
        exchange.expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:verbatim:problem:invalid")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }
}
