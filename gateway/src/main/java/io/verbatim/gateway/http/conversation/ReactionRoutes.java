package io.verbatim.gateway.http.conversation;

import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindReactionOutcome;
import io.verbatim.api.conversation.FindReactions;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.ReactToMessage;
import io.verbatim.api.conversation.ReactionLimits;
import io.verbatim.api.conversation.ReactionOutcome;
import io.verbatim.api.conversation.ReactionView;
import io.verbatim.api.conversation.ReactionsPage;
import io.verbatim.api.conversation.ReactionsPage.Reacted;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.error.Problems;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.input.Emoji;
import io.verbatim.gateway.wire.WireProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Reactions to messages.
final class ReactionRoutes implements Endpoints {
    private static final String REACTIONS = "/v1/conversations/{id}/messages/{seq}/reactions";

    private final Sides sides;

    ReactionRoutes(Sides sides) {
        this.sides = sides;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.put(REACTIONS + "/{emoji}", this::put),
                Endpoint.delete(REACTIONS + "/{emoji}", this::delete),
                Endpoint.get(REACTIONS, this::reactions));
    }

    /// Whether a limit is passed is decided where reactions are folded, so the answer waits for that; what is seen
    /// coming is not recorded.
    private Mono<ServerResponse> put(Call call) {
        ReactToMessage command = command(call, emoji(call), true);
        return sides.message(call, command.conversationId(), command.seq())
                .doOnNext(message -> requireRoom(message, command.emoji()))
                .then(Mono.defer(() -> sides.changed(call.caller(), command)))
                .flatMap(version -> folded(command, version));
    }

    private Mono<ServerResponse> folded(ReactToMessage command, long version) {
        FindReactionOutcome query = new FindReactionOutcome(
                command.by(), command.conversationId(), command.seq(), command.emoji(), version);
        return sides.ask(query, ReactionOutcome.class)
                .onErrorMap(ReactionRoutes::isNotReady, late -> new ProblemException(ProblemName.OUTCOME_UNKNOWN))
                .flatMap(outcome ->
                        outcome.limit() == null ? Answers.version(version) : Mono.error(reached(outcome.limit())));
    }

    private static boolean isNotReady(Throwable failure) {
        return switch (Problems.nameOf(failure)) {
            case BEHIND, UNAVAILABLE -> true;
            default -> false;
        };
    }

    /// What was taken for an emoji once, and is none, can be taken away where it stands.
    private Mono<ServerResponse> delete(Call call) {
        String emoji = call.path("emoji");
        return sides.message(call, call.conversation(), call.seq())
                .filter(message -> isMine(message, emoji))
                .map(message -> emoji)
                .switchIfEmpty(Mono.fromSupplier(() -> emoji(call)))
                .flatMap(known -> sides.change(call.caller(), command(call, known, false)));
    }

    private String emoji(Call call) {
        return Emoji.require(call.path("emoji"), sides.limits().emoji().toBytes());
    }

    private static ReactToMessage command(Call call, String emoji, boolean active) {
        return new ReactToMessage(call.conversation(), call.caller().uid(), call.seq(), emoji, active);
    }

    private static boolean isMine(MessageView message, String emoji) {
        return message.reactions().stream()
                .anyMatch(reaction -> reaction.mine() && reaction.emoji().equals(emoji));
    }

    private static void requireRoom(MessageView message, String emoji) {
        ReactionView same = message.reactions().stream()
                .filter(reaction -> reaction.emoji().equals(emoji))
                .findFirst()
                .orElse(null);
        long own = message.reactions().stream().filter(ReactionView::mine).count();
        if (same != null && same.mine()) {
            return;
        }
        if (own >= ReactionLimits.OF_ONE_PERSON) {
            throw reached(ReactionLimits.OF_ONE_PERSON);
        }
        if (same == null && message.reactions().size() >= ReactionLimits.EMOJI) {
            throw reached(ReactionLimits.EMOJI);
        }
    }

    private static ProblemException reached(int limit) {
        return new ProblemException(Problem.of(ProblemName.LIMIT_REACHED).withLimit(limit));
    }

    private Mono<ServerResponse> reactions(Call call) {
        ConversationId id = call.conversation();
        int limit = call.limit(sides.limits().page(), sides.limits().pageMax());
        FindReactions query = new FindReactions(
                call.caller().uid(), id, call.seq(), limit, call.place("after"), call.atLeast(sides.lastTold(), id));
        return sides.ask(query, ReactionsPage.class).flatMap(page -> {
            List<WireReacted> reactions = page.reactions().stream()
                    .map(reacted -> new WireReacted(sides.wire().handle(reacted.by()), reacted.emoji(), reacted.at()))
                    .toList();
            return sides.users()
                    .of(page.reactions().stream().map(Reacted::by).distinct().toList())
                    .flatMap(users -> Answers.ok(new Reactions(reactions, users, call.next(page.next()))));
        });
    }

    private record WireReacted(String userId, String emoji, Instant at) {}

    private record Reactions(
            List<WireReacted> reactions,
            Map<String, WireProfile> users,
            @Nullable String next) {}
}
