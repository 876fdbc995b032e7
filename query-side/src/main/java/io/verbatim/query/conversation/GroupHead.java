package io.verbatim.query.conversation;

import io.verbatim.api.vault.Sealed;

/// What the head of a group has that a direct conversation's has not. Its members stand elsewhere: a message changes
/// nothing that grows with them.
///
/// @param firstTitle what it was called first
/// @param title what it is called
/// @param titlePosition since which event
/// @param memberCount how many members it has
/// @param changed the position of the last event that its members are told of
/// @param moved the position of the last event that moved watermarks; 0: none has
record GroupHead(Sealed firstTitle, Sealed title, long titlePosition, int memberCount, long changed, long moved) {

    GroupHead changed(long position) {
        return new GroupHead(firstTitle, title, titlePosition, memberCount, position, moved);
    }

    /// Watermarks have moved.
    GroupHead movedAt(long position) {
        return new GroupHead(firstTitle, title, titlePosition, memberCount, position, position);
    }

    GroupHead retitled(Sealed newTitle, long position) {
        return new GroupHead(firstTitle, newTitle, position, memberCount, position, moved);
    }

    GroupHead with(int newMemberCount, long position) {
        return new GroupHead(firstTitle, title, titlePosition, newMemberCount, position, moved);
    }
}
