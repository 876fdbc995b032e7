package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.util.List;

/// The reactions to a message with one emoji.
///
/// @param emoji which
/// @param count how many
/// @param users the first of them, in the order of time
/// @param mine whether the reader's is among them
public record ReactionView(String emoji, int count, List<Uid> users, boolean mine) {

    /// How many are named at most.
    public static final int NAMED = 10;

    public ReactionView {
        users = List.copyOf(users);
    }
}
