package io.verbatim.query.conversation;

import io.verbatim.api.conversation.ConversationId;
import io.verbatim.query.conversation.Moves.Move;
import io.verbatim.query.conversation.Watermarks.Watermark;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.projection.Views;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What those who were members of a group at a position had then: who has not moved since, what it has now; what the
/// others had, their last move before says.
///
/// It may lie far back, and no more than [#MOST_LOOKED_AT] moves are read. Who has none among them is as if it had
/// nothing: of how far a message had come, less may be said than was so, and never more.
final class PastRoster {

    /// Of all blocks of members together.
    static final int MOST_LOOKED_AT = 4_096;

    private static final int PORTION = 128;

    private final Views views;
    private final ConversationId group;
    private final long position;
    private final Map<Integer, Watermark> marks;
    private int left = MOST_LOOKED_AT;

    private PastRoster(Views views, ConversationId group, Roster members, long position) {
        this.views = views;
        this.group = group;
        this.position = position;
        this.marks = new HashMap<>(members.watermarks());
    }

    /// The roster as it stood then.
    ///
    /// @param members those who were members then, with what they have now
    static Roster of(Views views, ConversationId group, Roster members, long position) {
        PastRoster past = new PastRoster(views, group, members, position);
        past.blocks(members).forEach(past::goBack);
        return new Roster(members.stays(), past.marks);
    }

    /// Those who have moved since, by the blocks in which they stand, with the positions at which they joined.
    private Map<Integer, Map<Integer, Long>> blocks(Roster members) {
        Map<Integer, Map<Integer, Long>> moved = new TreeMap<>();
        for (Stay stay : members.stays()) {
            if (members.of(stay).movedAfter(position)) {
                moved.computeIfAbsent(Watermarks.block(stay.number()), first -> new HashMap<>())
                        .put(stay.number(), stay.since());
            }
        }
        return moved;
    }

    private void goBack(int block, Map<Integer, Long> wanted) {
        marks.keySet().removeAll(wanted.keySet());
        boolean more = true;
        long through = position;
        while (more && !wanted.isEmpty() && left > 0) {
            KeyRange range = Moves.between(group, block, Collections.min(wanted.values()), through);
            List<Moves> portion = views.descending(Moves.KIND, range, Math.min(PORTION, left));
            for (Moves moves : portion) {
                for (Move move : moves.members()) {
                    if (wanted.remove(move.member()) != null) {
                        marks.put(move.member(), mark(move, moves));
                    }
                }
                through = moves.position() - 1;
            }
            left -= portion.size();
            more = portion.size() == PORTION;
        }
    }

    private static Watermark mark(Move move, Moves moves) {
        return Watermark.none(move.member()).moved(move.delivered(), move.read(), moves.at(), moves.position());
    }
}
