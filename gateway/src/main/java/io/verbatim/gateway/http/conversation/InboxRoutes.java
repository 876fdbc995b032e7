package io.verbatim.gateway.http.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindEntries;
import io.verbatim.api.conversation.FindInbox;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.http.conversation.Quoted.Place;
import io.verbatim.gateway.wire.WireEntry;
import io.verbatim.gateway.wire.WireProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// The inbox. Its first page carries a cursor: from there on a stream tells the rest.
final class InboxRoutes implements Endpoints {
    private final Sides sides;
    private final Quoted quoted;
    private final Cursors cursors;

    InboxRoutes(Sides sides, Quoted quoted, Cursors cursors) {
        this.sides = sides;
        this.quoted = quoted;
        this.cursors = cursors;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/inbox", this::inbox));
    }

    private Mono<ServerResponse> inbox(Call call) {
        AtLeast atLeast = call.atLeast(sides.lastTold());
        Uid owner = call.caller().uid();
        List<String> ids = call.ids(sides.limits().ids());
        if (ids != null) {
            List<ConversationId> conversations = ids.stream()
                    .filter(ConversationId::isValid)
                    .map(ConversationId::of)
                    .toList();
            return sides.ask(new FindEntries(owner, conversations, atLeast), InboxPage.class)
                    .flatMap(page -> answer(call, page, atLeast, false));
        }
        int limit = call.limit(sides.limits().page(), sides.limits().pageMax());
        String before = call.place("before");
        return sides.ask(new FindInbox(owner, limit, before, atLeast), InboxPage.class)
                .flatMap(page -> answer(call, page, atLeast, before == null));
    }

    private Mono<ServerResponse> answer(Call call, InboxPage page, AtLeast atLeast, boolean first) {
        Uid owner = call.caller().uid();
        return quoted.with(owner, lastMessages(page), atLeast).flatMap(known -> {
            Rendering rendering = new Rendering(sides.wire(), known);
            List<WireEntry> entries = page.entries().stream()
                    .map(entry -> rendering.entry(owner, entry))
                    .toList();
            sides.lastTold().told(owner, page.position());
            String cursor = first ? cursors.encode(page.position()) : null;
            return sides.users()
                    .of(rendering.named())
                    .flatMap(users -> Answers.ok(new Inbox(entries, users, call.next(page.next()), cursor)));
        });
    }

    private static Map<Place, MessageView> lastMessages(InboxPage page) {
        Map<Place, MessageView> places =
                LinkedHashMap.newLinkedHashMap(page.entries().size());
        for (InboxEntry entry : page.entries()) {
            MessageView last = entry.lastMessage();
            if (last != null) {
                places.put(Place.of(entry.conversation().id(), last), last);
            }
        }
        return places;
    }

    private record Inbox(
            List<WireEntry> conversations,
            Map<String, WireProfile> users,
            @Nullable String next,
            @Nullable String cursor) {}
}
