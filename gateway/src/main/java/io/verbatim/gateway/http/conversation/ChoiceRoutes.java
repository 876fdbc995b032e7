package io.verbatim.gateway.http.conversation;

import io.verbatim.api.conversation.ChangeSettings;
import io.verbatim.api.conversation.ChangeSettings.Patch;
import io.verbatim.api.conversation.ChangeSettings.Patch.Until;
import io.verbatim.api.conversation.ClearConversation;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.input.JsonFields;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// What somebody chooses for itself in a conversation: its settings, and to delete the chat.
final class ChoiceRoutes implements Endpoints {
    private final Sides sides;

    ChoiceRoutes(Sides sides) {
        this.sides = sides;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.patch("/v1/conversations/{id}/settings", this::set),
                Endpoint.delete("/v1/conversations/{id}", this::clear));
    }

    private Mono<ServerResponse> set(Call call) {
        ConversationId id = call.conversation();
        return call.body()
                .map(ChoiceRoutes::patch)
                .flatMap(patch -> sides.change(
                        call.caller(), new ChangeSettings(id, call.caller().uid(), patch)));
    }

    private Mono<ServerResponse> clear(Call call) {
        return sides.change(
                call.caller(),
                new ClearConversation(call.conversation(), call.caller().uid(), call.integerParameter("through")));
    }

    private static Patch patch(JsonFields fields) {
        Patch patch = new Patch(
                flag(fields, "muted"),
                fields.names("mutedUntil") ? new Until(fields.time("mutedUntil")) : null,
                flag(fields, "archived"));
        fields.requireValid();
        return patch;
    }

    /// To take one away is to say no.
    private static @Nullable Boolean flag(JsonFields fields, String field) {
        return fields.removes(field) ? Boolean.FALSE : fields.flag(field);
    }
}
