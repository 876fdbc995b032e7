package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;

/// All groups that somebody is a member of. Answered by [Groups].
///
/// @param person who
/// @param atLeast how much it must have seen
public record FindGroups(Uid person, AtLeast atLeast) implements Query<Groups> {}
