package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.query.conversation.Stay.Leaving;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How somebody sees a group. Its roster is read when it is needed, once.
final class Sight {

    private final List<Stay> stays;
    private final long lastAt;
    private final Supplier<Roster> source;
    private final UnaryOperator<Roster> past;
    private @Nullable Roster roster;
    private @Nullable Roster members;
    private @Nullable Roster then;

    /// @param stays somebody's, the last last
    /// @param lastAt the time of the last message that it sees, in milliseconds; 0: there is none in its last stay
    /// @param past what those had who were members when the last stay ended, from what they have now
    Sight(List<Stay> stays, long lastAt, Supplier<Roster> source, UnaryOperator<Roster> past) {
        this.stays = List.copyOf(stays);
        this.lastAt = lastAt;
        this.source = source;
        this.past = past;
    }

    List<Stay> stays() {
        return stays;
    }

    Stay last() {
        return stays.getLast();
    }

    long lastAt() {
        return lastAt;
    }

    Roster roster() {
        if (roster == null) {
            roster = source.get();
        }
        return roster;
    }

    /// How far a message has come, or had come when the last stay ended. What has not come to all by now had not by
    /// then, so that mostly nothing else is read.
    MessageStatus status(long seq, Uid sender) {
        Leaving left = last().left();
        if (left == null) {
            return roster().status(seq, sender);
        }
        if (members == null) {
            members = roster().at(left.position());
        }
        if (then == null && members.status(seq, sender) != MessageStatus.SENT) {
            then = past.apply(members);
        }
        return then == null ? MessageStatus.SENT : then.status(seq, sender);
    }
}
