package io.verbatim.api.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of members.
///
/// @param members in the order of joining
/// @param next where the next page begins, opaque; null: there is none
public record MembersPage(
        List<MemberView> members, @Nullable String next) {

    public MembersPage {
        members = List.copyOf(members);
    }
}
