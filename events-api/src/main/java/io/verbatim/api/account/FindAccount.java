package io.verbatim.api.account;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;

/// A person's own account. Answered by [AccountView]; refused with `NOT_FOUND` if the views know of none.
///
/// @param person whose
/// @param atLeast how much it must have seen
public record FindAccount(Uid person, AtLeast atLeast) implements Query<AccountView> {}
