package io.verbatim.query.account;

import io.verbatim.api.Uid;
import io.verbatim.query.projection.DocumentKind;

/// The last change of an account that the person's own devices are told of.
///
/// @param position where in the log
record AccountChange(long position) {

    static final DocumentKind<AccountChange> KIND = DocumentKind.of("la", AccountChange.class);

    static String key(Uid person) {
        return KIND.key(person.value());
    }
}
