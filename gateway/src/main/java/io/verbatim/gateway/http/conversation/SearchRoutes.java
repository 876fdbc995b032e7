package io.verbatim.gateway.http.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.MessagesFound;
import io.verbatim.api.conversation.SearchMessages;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.http.conversation.Quoted.Place;
import io.verbatim.gateway.input.Texts;
import io.verbatim.gateway.wire.WireMessage;
import io.verbatim.gateway.wire.WireProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Search in the messages that the caller sees.
final class SearchRoutes implements Endpoints {
    /// Code points; beyond it `invalid`.
    private static final int LONGEST = 256;

    private final Sides sides;
    private final Quoted quoted;

    SearchRoutes(Sides sides, Quoted quoted) {
        this.sides = sides;
        this.quoted = quoted;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/search", this::search));
    }

    private Mono<ServerResponse> search(Call call) {
        String words = words(call);
        ConversationId conversation = conversation(call);
        Uid caller = call.caller().uid();
        AtLeast atLeast = call.atLeast(sides.lastTold());
        int limit = call.limit(sides.limits().page(), sides.limits().pageMax());
        SearchMessages query = new SearchMessages(caller, words, conversation, call.place("before"), limit, atLeast);
        return sides.ask(query, MessagesFound.class)
                .flatMap(page -> quoted.with(caller, places(page), atLeast)
                        .flatMap(known -> answer(call, page, new Rendering(sides.wire(), known))));
    }

    private Mono<ServerResponse> answer(Call call, MessagesFound page, Rendering rendering) {
        List<WireMessage> messages = page.messages().stream()
                .map(found -> rendering.message(found.conversationId(), found.message(), found.status()))
                .toList();
        return sides.users()
                .of(rendering.named())
                .flatMap(users -> Answers.ok(new Page(messages, users, call.next(page.next()))));
    }

    private static Map<Place, MessageView> places(MessagesFound page) {
        Map<Place, MessageView> places =
                LinkedHashMap.newLinkedHashMap(page.messages().size());
        page.messages()
                .forEach(found -> places.put(Place.of(found.conversationId(), found.message()), found.message()));
        return places;
    }

    private static String words(Call call) {
        String words = call.parameter("q");
        if (words == null) {
            throw new ProblemException(Problem.invalid("q", "missing (expected: words to search for)"));
        }
        String fault = Texts.fault(words, LONGEST);
        if (fault != null) {
            throw new ProblemException(Problem.invalid("q", fault));
        }
        return words;
    }

    private static @Nullable ConversationId conversation(Call call) {
        String value = call.parameter("conversationId");
        if (value != null && !ConversationId.isValid(value)) {
            throw new ProblemException(ProblemName.NOT_FOUND);
        }
        return value == null ? null : ConversationId.of(value);
    }

    private record Page(
            List<WireMessage> messages,
            Map<String, WireProfile> users,
            @Nullable String next) {}
}
