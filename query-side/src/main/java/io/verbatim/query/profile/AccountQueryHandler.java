package io.verbatim.query.profile;

import io.verbatim.api.Refusal;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountView;
import io.verbatim.api.account.FindAccount;
import io.verbatim.api.account.FindBlocks;
import io.verbatim.api.account.PeoplePage;
import io.verbatim.query.answers.RefusedQueryException;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.projection.Views;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Shows people their own accounts.
public final class AccountQueryHandler {

    private static final Pattern UID = Pattern.compile("[0-9a-v]{" + Uid.LENGTH + "}");

    private final Views views;

    public AccountQueryHandler(Views views) {
        this.views = views;
    }

    public void subscribe(ViewAnswers answers) {
        answers.answer(FindAccount.class, AccountView.class, this::handle);
        answers.answer(FindBlocks.class, PeoplePage.class, this::handle);
    }

    /// The account before the profile, which is written first: what is shown is nowhere older than the
    /// version.
    AccountView handle(FindAccount query) {
        OwnAccount account = views.get(OwnAccount.KIND, OwnAccount.key(query.person()));
        Profile profile = views.get(Profile.KIND, Profile.key(query.person()));
        if (account == null || profile == null) {
            throw RefusedQueryException.notFound("account: not there");
        }
        return account.view(profile.view(query.person()));
    }

    PeoplePage handle(FindBlocks query) {
        return page(views, Block.rows(query.person()), query.after(), query.limit());
    }

    /// A page of the people that rows end with, in the order of their uids.
    static PeoplePage page(Views views, String prefix, @Nullable String after, int limit) {
        List<StoredDocument> rows = views.rowsAscending(range(prefix, after), limit + 1);
        List<Uid> people = rows.stream()
                .limit(limit)
                .map(row -> new Uid(row.key().substring(prefix.length())))
                .toList();
        return new PeoplePage(people, rows.size() > limit ? people.getLast().value() : null);
    }

    private static KeyRange range(String prefix, @Nullable String after) {
        if (after == null) {
            return KeyRange.startingWith(prefix);
        }
        if (!UID.matcher(after).matches()) {
            throw new RefusedQueryException(
                    Refusal.invalid("after", "after: another text (expected: the next of the page before)"));
        }
        return KeyRange.startingWith(prefix, prefix + after + '/');
    }
}
