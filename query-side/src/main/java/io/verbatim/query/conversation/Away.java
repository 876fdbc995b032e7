package io.verbatim.query.conversation;

import java.util.List;

/// What somebody who was told everything up to a cursor has not been told of a conversation: while it was out of a
/// group it was told nothing, though its former messages may have changed; and now it sees them again.
///
/// @param cursor everything that it was told of is up to here
/// @param from what has happened after this position it does not know; not after the cursor, if it has former stays
/// @param again the position by which it came again; else the cursor
record Away(long cursor, long from, long again) {

    /// It was never out.
    static Away never(long cursor) {
        return new Away(cursor, cursor, cursor);
    }

    /// Whether it is the first stay that has begun meanwhile, or another, it is out before that one.
    ///
    /// @param stays somebody's, the last last
    static Away of(List<Stay> stays, long cursor) {
        long left = Long.MAX_VALUE;
        for (Stay stay : stays) {
            if (stay.since() > cursor) {
                boolean first = stay.equals(stays.getFirst());
                return new Away(cursor, first ? stay.since() - 1 : Math.min(cursor, left), stay.since());
            }
            left = stay.until();
        }
        return never(cursor);
    }

    /// Where what has changed at a position is told: after the cursor in any case. Who was told of its coming was told
    /// of what had changed before.
    long toldAt(long position) {
        return position > cursor ? position : again;
    }
}
