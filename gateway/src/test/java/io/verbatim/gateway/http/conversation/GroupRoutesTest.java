package io.verbatim.gateway.http.conversation;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RefusalCode;
import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.FindRelations;
import io.verbatim.api.account.LastSeenVisibility;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Profiles;
import io.verbatim.api.account.Relations;
import io.verbatim.api.account.Relations.Relation;
import io.verbatim.api.conversation.AddMembers;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationType;
import io.verbatim.api.conversation.ConversationVersion;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.CreateGroup;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.testkit.TestClock;
import io.verbatim.testkit.TransparentKeys;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/// Ana owns a group. Bob blocks her; Carla does not.
class GroupRoutesTest {
    private static final ConversationId GROUP = ConversationId.group();
    private static final String PATH = "/v1/conversations/" + GROUP + "/members";

    private static GatewayServer server;

    private final Set<Object> present = ConcurrentHashMap.newKeySet();

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
        present.add(ANA.uid());
        server.sides()
                .onQuery(FindConversation.class, ConversationView.class, query -> {
                    if (!present.contains(query.caller())) {
                        throw ScriptedSides.queryRefusal(RefusalCode.NOT_FOUND);
                    }
                    return group();
                })
                .onQuery(
                        FindProfiles.class,
                        Profiles.class,
                        query -> new Profiles(query.people().stream()
                                .map(uid -> new ProfileView(
                                        uid, 1, TransparentKeys.profile(uid, "Somebody"), TestClock.START))
                                .toList()))
                .onQuery(
                        FindRelations.class,
                        Relations.class,
                        query -> new Relations(query.people().stream()
                                .map(uid ->
                                        new Relation(uid, false, uid.equals(BOB.uid()), LastSeenVisibility.EVERYONE))
                                .toList()))
                .onCommand(AddMembers.class, command -> new ConversationVersion(12));
    }

    @Test
    void shouldNameEverybodyWhoCannotBeAdded() {
        assertThat(errors(add(List.of("nobody-xyz", "carla", "UPPER", "bob", ""))))
                .containsExactly(
                        "nobody-xyz (expected: somebody whom the caller can add)",
                        "UPPER (expected: somebody whom the caller can add)",
                        "bob (expected: somebody whom the caller can add)",
                        " (expected: somebody whom the caller can add)");
        assertThat(server.sides().received(AddMembers.class)).isEmpty();
    }

    @Test
    void shouldNameThemWithWhatElseIsWrongWithANewGroup() {
        assertThat(errors(server.as(ANA)
                        .post()
                        .uri("/v1/conversations")
                        .bodyValue(Map.of("type", "group", "title", " ", "members", List.of("nobody-xyz", "A", "ana")))
                        .exchange()))
                .containsExactly(
                        "blank (expected: something to read)",
                        "nobody-xyz (expected: somebody whom the caller can add)",
                        "A (expected: somebody whom the caller can add)");
        assertThat(server.sides().received(CreateGroup.class)).isEmpty();
    }

    @Test
    void shouldSkipWhoIsAMemberAlready() {
        present.add(BOB.uid());
        add(List.of("bob", "carla")).expectStatus().isOk().expectBody().json("{\"version\":12}");
        add(List.of("bob")).expectStatus().isOk();
        assertThat(server.sides().received(AddMembers.class))
                .containsExactly(
                        new AddMembers(GROUP, ANA.uid(), List.of(CARLA.uid())),
                        new AddMembers(GROUP, ANA.uid(), List.of()));
    }

    @Test
    void shouldSayOneThingOfTooManyOrNone() {
        List<String> many =
                IntStream.rangeClosed(0, 1_000).mapToObj(i -> "user-" + i).toList();
        assertThat(errors(add(many))).containsExactly("1001 users (expected: at most 1000)");
        assertThat(errors(add(List.of()))).containsExactly("none (expected: somebody)");
    }

    private static ConversationView group() {
        return new ConversationView(
                GROUP,
                ConversationType.GROUP,
                TransparentKeys.message(ANA.uid(), "Us"),
                9,
                TestClock.START,
                2,
                List.of(),
                MemberRole.OWNER,
                TestClock.START,
                false,
                1,
                0,
                0,
                0,
                0,
                0);
    }

    private static WebTestClient.ResponseSpec add(List<String> members) {
        return server.as(ANA)
                .post()
                .uri(PATH)
                .bodyValue(Map.of("members", members))
                .exchange();
    }

    @SuppressWarnings("unchecked")
    private static List<String> errors(WebTestClient.ResponseSpec answer) {
        Map<String, Object> problem = answer.expectStatus()
                .isEqualTo(422)
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        List<Map<String, String>> errors =
                (List<Map<String, String>>) problem.getOrDefault("errors", Collections.emptyList());
        return errors.stream().map(error -> error.get("message")).toList();
    }
}
