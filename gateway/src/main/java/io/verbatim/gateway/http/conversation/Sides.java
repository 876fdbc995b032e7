package io.verbatim.gateway.http.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Command;
import io.verbatim.api.Query;
import io.verbatim.api.conversation.ConversationCommand;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationVersion;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.api.conversation.FindMessage;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.error.Problems;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.wire.WireMapper;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// What every call about conversations needs: the way to both sides, and how to show what they answer.
///
/// @param commands to the command side
/// @param queries to the views
/// @param blocking where answers are rendered
/// @param lastTold what users have been told
/// @param wire makes what clients see
/// @param users makes the `users` of a page
/// @param limits how much fits on a page
record Sides(
        RetriedCommands commands,
        Queries queries,
        Blocking blocking,
        LastTold lastTold,
        WireMapper wire,
        Users users,
        GatewayLimits limits) {
    /// Asks the views; goes on where the answer may be rendered.
    <A> Mono<A> ask(Query<A> query, Class<A> answer) {
        return blocking.ask(() -> queries.ask(query, answer));
    }

    /// Changes something in a conversation for the caller, and answers with the version.
    Mono<ServerResponse> change(Principal caller, ConversationCommand command) {
        return changed(caller, command).flatMap(Answers::version);
    }

    /// Changes something in a conversation for the caller: the version.
    Mono<Long> changed(Principal caller, ConversationCommand command) {
        return command(caller, command, ConversationVersion.class).map(changed -> {
            lastTold.told(caller.uid(), command.conversationId(), changed.version());
            return changed.version();
        });
    }

    /// A message as the caller sees it; empty if the views do not have it yet. Fails with `not-found` if they have it,
    /// and the caller does not see it.
    Mono<MessageView> message(Call call, ConversationId conversation, long seq) {
        FindMessage query =
                new FindMessage(call.caller().uid(), conversation, seq, call.atLeast(lastTold, conversation));
        return ask(query, MessageView.class)
                .onErrorResume(
                        Sides::isNotFound,
                        // they may have got it between the two questions
                        notSeen ->
                                reaches(query).flatMap(there -> there ? ask(query, MessageView.class) : Mono.empty()));
    }

    private Mono<Boolean> reaches(FindMessage asked) {
        FindConversation query = new FindConversation(asked.caller(), asked.conversationId(), AtLeast.ANYTHING);
        return ask(query, ConversationView.class)
                .map(known -> asked.seq() <= known.lastSeq())
                .onErrorResume(Sides::isNotFound, notThere -> Mono.just(false));
    }

    private static boolean isNotFound(Throwable failure) {
        return Problems.nameOf(failure) == ProblemName.NOT_FOUND;
    }

    /// Sends a command for the caller.
    <A> Mono<A> command(Principal caller, Command command, Class<A> answer) {
        return blocking.command(() -> commands.send(command, caller.metadata(), answer));
    }
}
