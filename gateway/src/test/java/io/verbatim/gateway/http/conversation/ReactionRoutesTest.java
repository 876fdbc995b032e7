package io.verbatim.gateway.http.conversation;

import static io.verbatim.gateway.http.conversation.ConversationSamples.PATH;
import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RefusalCode;
import io.verbatim.api.conversation.ConversationVersion;
import io.verbatim.api.conversation.FindMessage;
import io.verbatim.api.conversation.FindReactionOutcome;
import io.verbatim.api.conversation.FindReactions;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.ReactToMessage;
import io.verbatim.api.conversation.ReactionOutcome;
import io.verbatim.api.conversation.ReactionView;
import io.verbatim.api.conversation.ReactionsPage;
import io.verbatim.api.conversation.ReactionsPage.Reacted;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.testkit.TestClock;
import io.verbatim.testkit.TransparentKeys;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ReactionRoutesTest {
    private static final String HEART = "\u2764\ufe0f";

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
        server.sides().onCommand(ReactToMessage.class, react -> new ConversationVersion(30));
        server.sides().onQuery(FindReactionOutcome.class, ReactionOutcome.class, query -> new ReactionOutcome(null));
        show(List.of());
    }

    @Test
    void shouldPutAndTakeAwayAReaction() {
        put(HEART).expectStatus().isOk().expectBody().json("{\"version\":30}");
        delete(HEART).expectStatus().isOk();
        assertThat(server.sides().received(ReactToMessage.class))
                .containsExactly(
                        new ReactToMessage(ANA_AND_BOB, ANA.uid(), 3, HEART, true),
                        new ReactToMessage(ANA_AND_BOB, ANA.uid(), 3, HEART, false));
    }

    @Test
    void shouldRefuseWhatIsNoEmoji() {
        put("word").expectStatus().isEqualTo(422);
        delete("word").expectStatus().isEqualTo(422);
        assertThat(server.sides().received(ReactToMessage.class)).isEmpty();
    }

    @Test
    void shouldTakeAwayWhatStandsWhateverItIs() {
        show(List.of(
                new ReactionView("\u200d", 1, List.of(ANA.uid()), true),
                new ReactionView("\ufe0f", 1, List.of(BOB.uid()), false)));
        delete("\u200d").expectStatus().isOk();
        delete("\ufe0f").expectStatus().isEqualTo(422);
        assertThat(server.sides().received(ReactToMessage.class))
                .containsExactly(new ReactToMessage(ANA_AND_BOB, ANA.uid(), 3, "\u200d", false));
    }

    @Test
    void shouldRefuseOneMoreThanAPersonMayHave() {
        List<ReactionView> own = IntStream.range(0, 10)
                .mapToObj(i -> new ReactionView("own-" + i, 1, List.of(ANA.uid()), true))
                .toList();
        show(own);
        put(HEART)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .json("{\"type\":\"urn:verbatim:problem:limit-reached\",\"limit\":10}");
        show(Stream.concat(own.stream(), Stream.of(new ReactionView(HEART, 2, List.of(BOB.uid(), ANA.uid()), true)))
                .toList());
        put(HEART).expectStatus().isOk();
    }

    @Test
    void shouldRefuseOneMoreThanAMessageTakes() {
        List<ReactionView> others = IntStream.range(0, 100)
                .mapToObj(i -> new ReactionView(i == 0 ? HEART : "other-" + i, 1, List.of(BOB.uid()), false))
                .toList();
        show(others);
        put("\ud83d\ude80")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .json("{\"type\":\"urn:verbatim:problem:limit-reached\",\"limit\":100}");
        put(HEART).expectStatus().isOk();
    }

    @Test
    void shouldTellWhatWasDroppedWhereItIsFolded() {
        server.sides().onQuery(FindReactionOutcome.class, ReactionOutcome.class, query -> new ReactionOutcome(100));
        put(HEART)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .json("{\"type\":\"urn:verbatim:problem:limit-reached\",\"limit\":100}");
        assertThat(server.sides().received(FindReactionOutcome.class))
                .containsExactly(new FindReactionOutcome(ANA.uid(), ANA_AND_BOB, 3, HEART, 30));
    }

    @Test
    void shouldCallRecordedPerhapsWhatIsNotFoldedInTime() {
        server.sides().onQuery(FindReactionOutcome.class, ReactionOutcome.class, query -> {
            throw ScriptedSides.queryRefusal(RefusalCode.BEHIND);
        });
        put(HEART)
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .json("{\"type\":\"urn:verbatim:problem:outcome-unknown\",\"retryable\":true}");
        // who takes one away waits for nothing
        delete(HEART).expectStatus().isOk();
    }

    @Test
    void shouldPageThroughReactions() {
        server.sides()
                .onQuery(
                        FindReactions.class,
                        ReactionsPage.class,
                        query -> new ReactionsPage(List.of(new Reacted(BOB.uid(), HEART, TestClock.START)), "7"));
        server.as(ANA)
                .get()
                .uri(PATH + "/messages/3/reactions?limit=1&after="
                        + server.mark(ANA, PATH + "/messages/3/reactions", "5"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"reactions": [{"userId": "bob", "emoji": "%s", "at": "2026-11-24T12:00:00.000Z"}],
                         "users": {"bob": {"userId": "bob"}}}""".formatted(HEART))
                .jsonPath("$.next")
                .value(next -> assertThat(server.place(ANA, PATH + "/messages/3/reactions", next))
                        .isEqualTo("7"));
        assertThat(server.sides().received(FindReactions.class)).singleElement().satisfies(query -> {
            assertThat(query.after()).isEqualTo("5");
            assertThat(query.limit()).isEqualTo(1);
        });
    }

    private static void show(List<ReactionView> reactions) {
        server.sides()
                .onQuery(
                        FindMessage.class,
                        MessageView.class,
                        query -> new MessageView(
                                query.seq(),
                                12,
                                BOB.uid(),
                                "id",
                                TestClock.START,
                                MessageContent.text(TransparentKeys.message(BOB.uid(), "Hello")),
                                null,
                                null,
                                reactions));
    }

    private static ResponseSpec put(String emoji) {
        return server.as(ANA)
                .put()
                .uri(PATH + "/messages/3/reactions/{emoji}", emoji)
                .exchange();
    }

    private static ResponseSpec delete(String emoji) {
        return server.as(ANA)
                .delete()
                .uri(PATH + "/messages/3/reactions/{emoji}", emoji)
                .exchange();
    }
}
