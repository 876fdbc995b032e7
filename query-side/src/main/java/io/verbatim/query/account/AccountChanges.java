package io.verbatim.query.account;

import io.verbatim.api.Uid;
import io.verbatim.query.projection.Views;

/// Tells where an account changed last.
public final class AccountChanges {

    private final Views views;

    public AccountChanges(Views views) {
        this.views = views;
    }

    /// The position of the last change that the person's own devices are told of; 0 if there was none.
    public long last(Uid person) {
        AccountChange change = views.get(AccountChange.KIND, AccountChange.key(person));
        return change == null ? 0 : change.position();
    }
}
