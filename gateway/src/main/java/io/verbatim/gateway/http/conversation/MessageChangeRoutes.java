package io.verbatim.gateway.http.conversation;

import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.DeleteMessage;
import io.verbatim.api.conversation.EditMessage;
import io.verbatim.api.conversation.HideMessage;
import io.verbatim.api.conversation.MessagePatch;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.input.MessageEdit;
import io.verbatim.gateway.send.MessageSender;
import java.util.List;
import java.util.Optional;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// What becomes of messages: edits, and deletions for everyone and for oneself.
final class MessageChangeRoutes implements Endpoints {
    private static final String MESSAGE = "/v1/conversations/{id}/messages/{seq}";

    private final Sides sides;
    private final MessageSender sender;

    MessageChangeRoutes(Sides sides, MessageSender sender) {
        this.sides = sides;
        this.sender = sender;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.patch(MESSAGE, this::edit), Endpoint.delete(MESSAGE, this::delete));
    }

    /// A repeat is answered from the view: sealed twice, the same text is two.
    private Mono<ServerResponse> edit(Call call) {
        ConversationId id = call.conversation();
        long seq = call.seq();
        return call.body()
                .map(fields -> MessageEdit.read(fields, sides.limits()))
                .flatMap(edit -> sides.message(call, id, seq)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(known -> edit(call.caller(), id, seq, edit, known)));
    }

    private Mono<ServerResponse> edit(
            Principal caller, ConversationId id, long seq, MessageEdit edit, Optional<MessageView> known) {
        MessageView own =
                known.filter(message -> message.sender().equals(caller.uid())).orElse(null);
        return sides.blocking()
                .call(() -> own != null && sender.isSo(edit, own)
                        ? Optional.<MessagePatch>empty()
                        : Optional.of(sender.seal(caller, edit)))
                .flatMap(patch -> own != null && patch.isEmpty()
                        ? Answers.version(own.version())
                        : sides.change(
                                caller,
                                new EditMessage(
                                        id,
                                        caller.uid(),
                                        seq,
                                        patch.orElseThrow(),
                                        own == null ? List.of() : own.content().mentions())));
    }

    private Mono<ServerResponse> delete(Call call) {
        ConversationId id = call.conversation();
        Principal caller = call.caller();
        String whom = call.parameter("for");
        return switch (whom) {
            case "everyone" -> sides.change(caller, new DeleteMessage(id, caller.uid(), call.seq()));
            case "me" -> sides.change(caller, new HideMessage(id, caller.uid(), call.seq()));
            case null, default ->
                Mono.error(new ProblemException(Problem.invalid(
                        "for", (whom == null ? "absent" : "another text") + " (expected: everyone or me)")));
        };
    }
}
