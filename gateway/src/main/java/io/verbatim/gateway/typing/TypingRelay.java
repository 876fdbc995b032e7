package io.verbatim.gateway.typing;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.account.FindRelations;
import io.verbatim.api.account.Relations;
import io.verbatim.api.account.Relations.Relation;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.api.conversation.FindMembers;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MembersPage;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.TypingSignal;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.limits.RateLimits;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Passes on that somebody types, to the other members: nothing is recorded. Told at most once in three seconds for
/// each member and conversation; a stop is always told. In a direct conversation the other is told from the first
/// message on, unless one of the two blocks the other; in one of more than `typingMembers` members nobody is.
public final class TypingRelay {
    private final Queries queries;
    private final LiveFeed feed;
    private final RateLimits rates;
    private final GatewayLimits limits;

    public TypingRelay(Queries queries, LiveFeed feed, RateLimits rates, GatewayLimits limits) {
        this.queries = queries;
        this.feed = feed;
        this.rates = rates;
        this.limits = limits;
    }

    /// Tells that a member types, or has stopped; what is too often, or may not be told, is dropped.
    ///
    /// @return fails with `not-found` if there is no such conversation for the caller, with
    ///     `not-a-member` if it has left
    public CompletionStage<Void> tell(Uid caller, ConversationId conversation, boolean active) {
        if (conversation.isDirect() && !conversation.pair().contains(caller)) {
            return CompletableFuture.failedFuture(new ProblemException(ProblemName.NOT_FOUND));
        }
        return queries.ask(new FindConversation(caller, conversation, AtLeast.ANYTHING), ConversationView.class)
                .thenCompose(view -> audience(caller, view))
                .thenAccept(audience -> {
                    if (!audience.isEmpty() && (!active || rates.tryTyping(caller, conversation))) {
                        feed.pass(new TypingSignal(conversation, caller, active, audience));
                    }
                });
    }

    private CompletionStage<List<Uid>> audience(Uid caller, ConversationView view) {
        if (view.left()) {
            return CompletableFuture.failedFuture(new ProblemException(ProblemName.NOT_A_MEMBER));
        }
        if (view.memberCount() > limits.typingMembers()) {
            return CompletableFuture.completedFuture(List.of());
        }
        if (view.id().isDirect()) {
            return view.lastSeq() == 0
                    ? CompletableFuture.completedFuture(List.of())
                    : unlessBlocked(caller, view.otherThan(caller));
        }
        FindMembers members = new FindMembers(caller, view.id(), limits.typingMembers(), null, AtLeast.ANYTHING);
        return queries.ask(members, MembersPage.class)
                .thenApply(page -> page.members().stream()
                        .map(MemberView::member)
                        .filter(member -> !member.equals(caller))
                        .toList());
    }

    private CompletionStage<List<Uid>> unlessBlocked(Uid caller, Uid other) {
        return queries.ask(new FindRelations(caller, List.of(other), AtLeast.ANYTHING), Relations.class)
                .thenApply(found -> found.relations().stream()
                        .filter(relation -> !relation.blocked())
                        .map(Relation::person)
                        .toList());
    }
}
