package io.verbatim.query.names;

import io.verbatim.api.Refusal;
import io.verbatim.api.Uid;
import io.verbatim.api.account.PeoplePage;
import io.verbatim.api.account.SearchPeople;
import io.verbatim.query.answers.RefusedQueryException;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.conversation.ConversationReader;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.projection.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds people by the beginning of their ids and names.
public final class SearchQueryHandler {

    /// So many are looked at for one page; then it ends, however few were found.
    static final int LOOKED_AT = 1_000;

    private static final Pattern PLACE = Pattern.compile("[0-9a-f]+/[0-9a-v]{" + Uid.LENGTH + "}");

    private final Views views;
    private final ConversationReader conversations;

    public SearchQueryHandler(Views views, ConversationReader conversations) {
        this.views = views;
        this.conversations = conversations;
    }

    public void subscribe(ViewAnswers answers) {
        answers.answer(SearchPeople.class, PeoplePage.class, this::handle);
    }

    PeoplePage handle(SearchPeople query) {
        String beginning = Names.searched(query.beginning());
        int most = query.contactsOnly() ? LOOKED_AT : 2 * query.limit() + 1;
        List<StoredDocument> rows = views.rowsAscending(range(beginning, query.after()), most);
        Map<String, Names> names = views.getAll(
                Names.KIND,
                rows.stream().map(row -> Names.key(Names.person(row.key()))).toList());
        List<Uid> found = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String row = rows.get(i).key();
            if (stands(row, beginning, names.get(Names.key(Names.person(row)))) && mayFind(query, Names.person(row))) {
                found.add(Names.person(row));
            }
            boolean more = i + 1 < rows.size() || rows.size() == most;
            if (found.size() == query.limit() && more) {
                return new PeoplePage(found, Names.placeOf(row));
            }
        }
        return new PeoplePage(
                found, rows.size() < most ? null : Names.placeOf(rows.getLast().key()));
    }

    /// Who is found by id and by name stands on the page once.
    private static boolean stands(String row, String beginning, @Nullable Names names) {
        return names != null
                && names.terms().stream()
                        .filter(term -> term.startsWith(beginning))
                        .limit(1)
                        .anyMatch(Names.term(row)::equals);
    }

    private boolean mayFind(SearchPeople query, Uid person) {
        return !query.contactsOnly() || conversations.hasWritten(query.searcher(), person);
    }

    private static KeyRange range(String beginning, @Nullable String after) {
        String prefix = Names.rows(beginning);
        if (after == null) {
            return KeyRange.startingWith(prefix);
        }
        if (!PLACE.matcher(after).matches() || !Names.rowAt(after).startsWith(prefix)) {
            throw new RefusedQueryException(
                    Refusal.invalid("after", "after: another text (expected: the next of the page before)"));
        }
        return KeyRange.startingWith(prefix, Names.rowAt(after) + '/');
    }
}
