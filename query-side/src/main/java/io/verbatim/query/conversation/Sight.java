package io.verbatim.query.conversation;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How somebody sees a group. Its roster is read when it is needed, once.
final class Sight {

    private final List<Stay> stays;
    private final long lastAt;
    private final Supplier<Roster> source;
    private @Nullable Roster roster;

    /// @param stays somebody's, the last last
    /// @param lastAt the time of the last message that it sees, in milliseconds; 0: there is none in its last stay
    Sight(List<Stay> stays, long lastAt, Supplier<Roster> source) {
        this.stays = List.copyOf(stays);
        this.lastAt = lastAt;
        this.source = source;
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
}
