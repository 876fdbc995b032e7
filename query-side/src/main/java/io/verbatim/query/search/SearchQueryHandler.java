package io.verbatim.query.search;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessagesFound;
import io.verbatim.api.conversation.MessagesFound.Found;
import io.verbatim.api.conversation.SearchMessages;
import io.verbatim.query.answers.RefusedQueryException;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.conversation.SaidMessages;
import io.verbatim.query.conversation.SaidMessages.Wording;
import io.verbatim.query.projection.Progress;
import io.verbatim.query.search.MessageIndex.Hit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/// Finds messages by the words in them. The index says where to look; what the caller sees of it, as it now stands, is
/// for the views to say.
final class SearchQueryHandler {

    /// So many are looked at for one page; then it ends, however few of them are seen.
    static final int LOOKED_AT = 2_000;

    private static final int PORTION = 100;

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    private final Supplier<@Nullable MessageIndex> index;
    private final SaidMessages messages;
    private final Progress views;

    SearchQueryHandler(Supplier<@Nullable MessageIndex> index, SaidMessages messages, Progress views) {
        this.index = index;
        this.messages = messages;
        this.views = views;
    }

    void subscribe(ViewAnswers answers) {
        answers.answer(SearchMessages.class, MessagesFound.class, this::handle);
    }

    MessagesFound handle(SearchMessages query) {
        MessageIndex open = index.get();
        if (open == null || views.position() < views.floor()) {
            throw refused(RefusalCode.BEHIND, "search: opened, or its views folded, anew");
        }
        if (query.conversationId() != null) {
            messages.require(query.caller(), query.conversationId());
        }
        int era = views.era();
        try {
            MessagesFound found = page(query, open);
            if (era != views.era()) {
                throw refused(RefusalCode.BEHIND, "search: its views were folded anew");
            }
            return found;
        } catch (AlreadyClosedException closed) {
            throw refused(RefusalCode.UNAVAILABLE, "search: closing");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Goes on through what matches until the page is full, in portions that do not shrink with what the page lacks.
    /// Of a message that was edited both wordings may match, and stand in one place; the caller sees one of them.
    private MessagesFound page(SearchMessages query, MessageIndex open) throws IOException {
        int limit = Math.max(1, query.limit());
        int portion = Math.max(limit, PORTION);
        List<Found> page = new ArrayList<>(limit);
        long before = before(query.before());
        List<ConversationId> groups = messages.groupsOf(query.caller());
        for (int looked = 0; looked < LOOKED_AT; looked += portion) {
            Query wanted = SearchTerms.query(query, groups, before);
            List<Hit> hits = wanted == null ? List.of() : open.search(wanted, portion);
            Map<Wording, Found> seen = messages.seenBy(
                    query.caller(), hits.stream().map(Hit::wording).toList());
            for (Hit hit : hits) {
                Found found = seen.get(hit.wording());
                if (found != null && page.size() == limit) {
                    return new MessagesFound(page, Long.toString(before));
                }
                if (found != null) {
                    page.add(found);
                }
                before = Math.min(before, found == null ? hit.position() + 1 : hit.position());
            }
            if (hits.size() < portion) {
                return new MessagesFound(page, null);
            }
        }
        return new MessagesFound(page, Long.toString(before));
    }

    private static long before(@Nullable String before) {
        if (before == null) {
            return Long.MAX_VALUE;
        }
        if (!POSITION.matcher(before).matches()) {
            throw new RefusedQueryException(
                    Refusal.invalid("before", "before: " + before + " (expected: the next of the page before)"));
        }
        return Long.parseLong(before);
    }

    private static RefusedQueryException refused(RefusalCode code, String detail) {
        return new RefusedQueryException(Refusal.of(code, detail));
    }
}
