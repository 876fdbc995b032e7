package io.verbatim.gateway.http.conversation;

import static io.verbatim.gateway.http.conversation.ConversationSamples.PATH;
import static io.verbatim.gateway.http.conversation.ConversationSamples.conversation;
import static io.verbatim.gateway.http.conversation.ConversationSamples.message;
import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RefusalCode;
import io.verbatim.api.conversation.ConversationVersion;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.DeleteMessage;
import io.verbatim.api.conversation.EditMessage;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.api.conversation.FindMessage;
import io.verbatim.api.conversation.HideMessage;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessagePatch;
import io.verbatim.api.conversation.MessagePatch.Mentions;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.testkit.TransparentKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class MessageChangeRoutesTest {
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
        server.sides()
                .onQuery(FindMessage.class, MessageView.class, query -> message(query.seq(), ANA, "Hello", null))
                .onCommand(EditMessage.class, edit -> new ConversationVersion(30))
                .onCommand(DeleteMessage.class, delete -> new ConversationVersion(31))
                .onCommand(HideMessage.class, hide -> new ConversationVersion(32));
    }

    @Test
    void shouldSealAnEdit() {
        edit("{\"text\":\"Hi\",\"mentions\":[\"bob\"]}")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"version\":30}");
        assertThat(server.sides().received(EditMessage.class))
                .containsExactly(new EditMessage(
                        ANA_AND_BOB,
                        ANA.uid(),
                        3,
                        new MessagePatch(
                                TransparentKeys.message(ANA.uid(), "Hi"), null, new Mentions(List.of(BOB.uid())))));
    }

    @Test
    void shouldSayWhomAMessageMentionsAlready() {
        MessageContent content =
                new MessageContent(TransparentKeys.message(ANA.uid(), "Hello"), null, List.of(BOB.uid()), null, null);
        server.sides().onQuery(FindMessage.class, MessageView.class, query -> {
            MessageView sent = message(query.seq(), ANA, "Hello", null);
            return new MessageView(
                    sent.seq(),
                    sent.version(),
                    sent.sender(),
                    sent.clientMessageId(),
                    sent.sentAt(),
                    content,
                    null,
                    null,
                    List.of());
        });
        edit("{\"text\":\"Hi\",\"mentions\":[\"bob\"]}").expectStatus().isOk();
        assertThat(server.sides().received(EditMessage.class))
                .singleElement()
                .satisfies(edit -> assertThat(edit.mentioned()).containsExactly(BOB.uid()));
    }

    @Test
    void shouldRecordNothingOfAnEditThatChangesNothing() {
        edit("{\"text\":\"Hello\",\"mentions\":[]}")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"version\":13}");
        assertThat(server.sides().received(EditMessage.class)).isEmpty();
    }

    @Test
    void shouldLetTheCommandSideRefuseAnEditOfAnothersMessage() {
        server.sides()
                .onQuery(FindMessage.class, MessageView.class, query -> message(query.seq(), BOB, "Hello", null))
                .onCommand(EditMessage.class, edit -> {
                    throw ScriptedSides.refusal(RefusalCode.FORBIDDEN);
                });
        edit("{\"text\":\"Hello\"}").expectStatus().isForbidden();
    }

    @Test
    void shouldAskTheCommandSideWhenTheViewDoesNotHaveTheMessageYet() {
        server.sides().onQuery(FindMessage.class, MessageView.class, query -> {
            throw ScriptedSides.queryRefusal(RefusalCode.NOT_FOUND);
        });
        server.sides().onQuery(FindConversation.class, ConversationView.class, query -> {
            throw ScriptedSides.queryRefusal(RefusalCode.NOT_FOUND);
        });
        edit("{\"text\":\"Hi\"}").expectStatus().isOk();
        server.sides().onQuery(FindConversation.class, ConversationView.class, query -> conversation(ANA_AND_BOB, 9));
        server.as(ANA)
                .patch()
                .uri(PATH + "/messages/6")
                .bodyValue(Map.of("text", "Hi"))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void shouldNotEditWhatIsHiddenOrClearedForTheCaller() {
        server.sides()
                .onQuery(FindConversation.class, ConversationView.class, query -> conversation(ANA_AND_BOB, 9))
                .onQuery(FindMessage.class, MessageView.class, query -> {
                    throw ScriptedSides.queryRefusal(RefusalCode.NOT_FOUND);
                });
        edit("{\"text\":\"Hi\"}").expectStatus().isNotFound();
        assertThat(server.sides().received(EditMessage.class)).isEmpty();
    }

    @Test
    void shouldRefuseAnEditWithoutRule() {
        edit("{\"text\":null}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("text");
        edit("[]").expectStatus().isBadRequest();
    }

    @Test
    void shouldDeleteForWhomIsSaid() {
        delete("?for=everyone").expectStatus().isOk().expectBody().json("{\"version\":31}");
        delete("?for=me").expectStatus().isOk().expectBody().json("{\"version\":32}");
        delete("?for=bob").expectStatus().isEqualTo(422);
        delete("").expectStatus().isEqualTo(422);
        assertThat(server.sides().received(DeleteMessage.class))
                .containsExactly(new DeleteMessage(ANA_AND_BOB, ANA.uid(), 3));
        assertThat(server.sides().received(HideMessage.class))
                .containsExactly(new HideMessage(ANA_AND_BOB, ANA.uid(), 3));
    }

    private static ResponseSpec edit(String body) {
        return server.as(ANA)
                .patch()
                .uri(PATH + "/messages/3")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static ResponseSpec delete(String query) {
        return server.as(ANA).delete().uri(PATH + "/messages/3" + query).exchange();
    }
}
