package io.verbatim.query.conversation;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.MemberLeft;
import io.verbatim.api.conversation.MemberRole;
import org.jspecify.annotations.Nullable;

/// One stay of one person in a group.
///
/// @param number the member number
/// @param roles what it may do, or might
/// @param joinedAfter it sees the messages after this one
/// @param joinedAt when it began, in milliseconds, as all times here
/// @param since the position of the event by which it began
/// @param ownSeq its last message
/// @param own what it has changed for itself alone; null: nothing yet
/// @param left that it has ended; null: it has not
record Stay(
        int number,
        Uid uid,
        Roles roles,
        long joinedAfter,
        long joinedAt,
        long since,
        long ownSeq,
        @Nullable Own own,
        @Nullable Leaving left) {

    static Stay joined(int number, Uid uid, MemberRole role, long afterSeq, RecordedEvent event) {
        return new Stay(
                number, uid, Roles.of(role), afterSeq, event.at().toEpochMilli(), event.position(), 0, null, null);
    }

    /// As it was before it ended.
    Stay lasting() {
        return left == null ? this : new Stay(number, uid, roles, joinedAfter, joinedAt, since, ownSeq, own, null);
    }

    boolean isPresent() {
        return left == null;
    }

    /// The last message that it sees.
    long lastSeq(long lastSeq) {
        return left == null ? lastSeq : left.afterSeq();
    }

    /// Whether it sees a message that was sent.
    boolean sees(long seq) {
        return seq > joinedAfter && (left == null || seq <= left.afterSeq());
    }

    /// Whether it had begun, and not ended, at a position.
    boolean spans(long position) {
        return since <= position && (left == null || left.position() >= position);
    }

    /// The position up to which it is told of what happens: that of its end.
    long until() {
        return left == null ? Long.MAX_VALUE : left.position();
    }

    Own owned() {
        return own == null ? Own.NOTHING : own;
    }

    Stay with(MemberRole changed, long position) {
        return new Stay(number, uid, roles.changed(changed, position), joinedAfter, joinedAt, since, ownSeq, own, left);
    }

    Stay with(Own changed) {
        return new Stay(number, uid, roles, joinedAfter, joinedAt, since, ownSeq, changed, left);
    }

    Stay sent(long seq) {
        return new Stay(number, uid, roles, joinedAfter, joinedAt, since, seq, own, left);
    }

    Stay left(MemberLeft leaving, RecordedEvent event) {
        Leaving ended = new Leaving(leaving.afterSeq(), event.position(), event.version(), leaving.memberCount());
        return new Stay(number, uid, roles, joinedAfter, joinedAt, since, ownSeq, own, ended);
    }

    /// The end of a stay.
    ///
    /// @param afterSeq the last message that it sees
    /// @param memberCount how many members there were then
    record Leaving(long afterSeq, long position, long version, int memberCount) {}
}
