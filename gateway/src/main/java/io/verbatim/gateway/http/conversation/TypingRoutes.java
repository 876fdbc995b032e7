package io.verbatim.gateway.http.conversation;

import io.verbatim.api.conversation.ConversationId;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.input.JsonFields;
import io.verbatim.gateway.typing.TypingRelay;
import java.util.List;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Typing, for who has no socket.
final class TypingRoutes implements Endpoints {
    private final TypingRelay typing;
    private final Blocking blocking;

    TypingRoutes(TypingRelay typing, Blocking blocking) {
        this.typing = typing;
        this.blocking = blocking;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post("/v1/conversations/{id}/typing", this::typing));
    }

    private Mono<ServerResponse> typing(Call call) {
        ConversationId id = call.conversation();
        return call.body()
                .map(TypingRoutes::active)
                .flatMap(active -> blocking.ask(() -> typing.tell(call.caller().uid(), id, active)))
                .then(Mono.defer(Answers::noContent));
    }

    private static boolean active(JsonFields fields) {
        Boolean active = fields.flag("active");
        if (active == null) {
            fields.invalid("active", "absent (expected: true or false)");
        }
        return fields.requireValid(active);
    }
}
