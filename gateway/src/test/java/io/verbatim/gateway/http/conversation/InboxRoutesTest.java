package io.verbatim.gateway.http.conversation;

import static io.verbatim.gateway.http.conversation.ConversationSamples.conversation;
import static io.verbatim.gateway.http.conversation.ConversationSamples.message;
import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.FindEntries;
import io.verbatim.api.conversation.FindInbox;
import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.testkit.TestClock;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxRoutesTest {
    private static final InboxPage PAGE = new InboxPage(
            List.of(new InboxEntry(
                    conversation(ANA_AND_BOB, 9),
                    message(5, ANA, "Yes", 2L),
                    MessageStatus.DELIVERED,
                    TestClock.START,
                    List.of(4L, 5L),
                    new ConversationSettings(true, TestClock.START, false))),
            "more",
            40);

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
        server.sides().onQuery(FindInbox.class, InboxPage.class, query -> PAGE);
        server.sides().onQuery(FindEntries.class, InboxPage.class, query -> PAGE);
        server.sides()
                .onQuery(
                        FindTimeline.class,
                        TimelinePage.class,
                        query -> new TimelinePage(
                                List.of(message(2, BOB, "Really?", null)), true, Collections.singletonList(null)));
    }

    @Test
    void shouldShowTheFirstPageWithItsCursor() {
        server.as(ANA)
                .get()
                .uri("/v1/inbox")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"conversations": [{
                           "conversation": {"id": "%1$s", "with": "bob", "lastSeq": 5},
                           "lastMessage": {"seq": 5, "text": "Yes", "status": "delivered", "replyTo": 2,
                                           "reply": {"sender": "bob", "text": "Really?"}},
                           "unread": 2, "mentionSeqs": [4, 5], "lastActivityAt": "2026-11-24T12:00:00.000Z",
                           "muted": true, "mutedUntil": "2026-11-24T12:00:00.000Z", "archived": false}],
                         "users": {"ana": {"userId": "ana"}, "bob": {"userId": "bob"}},
                         "cursor": "%2$s"}""".formatted(ANA_AND_BOB, server.bean(Cursors.class).encode(40)))
                .jsonPath("$.next")
                .value(next -> assertThat(server.place(ANA, "/v1/inbox", next)).isEqualTo("more"));
        assertThat(server.sides().received(FindInbox.class))
                .singleElement()
                .satisfies(query -> assertThat(query.limit()).isEqualTo(50));
    }

    @Test
    void shouldGiveNoCursorWithFurtherPages() {
        server.as(ANA)
                .get()
                .uri("/v1/inbox?before=" + server.mark(ANA, "/v1/inbox", "there") + "&limit=200")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.cursor")
                .doesNotExist();
        assertThat(server.sides().received(FindInbox.class))
                .singleElement()
                .extracting(FindInbox::before, FindInbox::limit)
                .containsExactly("there", 200);
    }

    @Test
    void shouldShowSomeEntries() {
        server.as(ANA)
                .get()
                .uri("/v1/inbox?ids=" + ANA_AND_BOB + ",nonsense")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.conversations.length()")
                .isEqualTo(1)
                .jsonPath("$.cursor")
                .doesNotExist();
        assertThat(server.sides().received(FindEntries.class))
                .singleElement()
                .extracting(FindEntries::conversations)
                .isEqualTo(List.of(ANA_AND_BOB));
    }

    @Test
    void shouldNotShowLessThanTheCursorItIsGiven() {
        String cursor = server.bean(Cursors.class).encode(70);
        server.as(BOB)
                .get()
                .uri("/v1/inbox")
                .header("Verbatim-At-Least", cursor)
                .exchange()
                .expectStatus()
                .isOk();
        server.as(BOB).get().uri("/v1/inbox").exchange().expectStatus().isOk();
        assertThat(server.sides().received(FindInbox.class))
                .extracting(FindInbox::atLeast)
                .containsExactly(AtLeast.position(70), AtLeast.position(40));
    }

    @Test
    void shouldConfineWhatIsAsked() {
        server.as(ANA)
                .get()
                .uri("/v1/inbox?limit=201")
                .exchange()
                .expectStatus()
                .isEqualTo(422);
        server.as(ANA)
                .get()
                .uri("/v1/inbox?ids=" + "x,".repeat(3))
                .exchange()
                .expectStatus()
                .isOk();
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < 101; i++) {
            ids.append(i).append(',');
        }
        server.as(ANA)
                .get()
                .uri("/v1/inbox?ids=" + ids)
                .exchange()
                .expectStatus()
                .isEqualTo(422);
        server.as(ANA)
                .get()
                .uri("/v1/inbox")
                .header("Verbatim-At-Least", "7")
                .exchange()
                .expectStatus()
                .isEqualTo(422);
    }
}
