package io.verbatim.gateway.stream;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.api.conversation.Changes.ChangedMessage;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindChanges;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.stream.DeferredRound.Created;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Finds what is to be told to somebody who has come again to a group: the conversation, then what has become of its
/// former messages while it was out, which it was not told. Of much of that it is told by joining again.
final class ComingAgain {
    private static final int AT_ONCE = 100;

    private final Queries queries;
    private final ChangeFrames frames;
    private final int receiptsMembers;

    ComingAgain(Queries queries, ChangeFrames frames, int receiptsMembers) {
        this.queries = queries;
        this.frames = frames;
        this.receiptsMembers = receiptsMembers;
    }

    CompletionStage<List<Telling>> tellings(Created created, AtLeast atLeast) {
        Uid owner = created.owner();
        long before = created.position() - 1;
        FindChanges query = new FindChanges(owner, before, AT_ONCE, 2 * AT_ONCE, receiptsMembers, atLeast);
        return queries.ask(query, Changes.class).thenCompose(changes -> {
            List<Change> told = changes.changes().stream()
                    .filter(change -> concerns(change, created))
                    .toList();
            if (told.isEmpty()) {
                return CompletableFuture.completedFuture(List.of(new Telling.Again(owner, created.position())));
            }
            return frames.of(owner, told, atLeast)
                    .thenApply(frameOf -> told.stream()
                            .<Telling>map(change ->
                                    new Telling.Same(frameOf.apply(change), List.of(owner), created.position()))
                            .toList());
        });
    }

    /// Whatever else has happened since is told as it happens. Nothing of a gap: then there is too much.
    private static boolean concerns(Change change, Created created) {
        ConversationId conversation = created.conversation();
        return switch (change) {
            case Changes.Created coming -> coming.conversationId().equals(conversation);
            case ChangedMessage changed ->
                changed.conversationId().equals(conversation) && changed.position() <= created.position();
            default -> false;
        };
    }
}
