package io.verbatim.acceptance.driver;

import java.util.List;
import java.util.Set;

/// A conversation of a run.
///
/// @param title of a group when it was created; empty: it is a direct one
/// @param initial who was in it first; of a group, its founder before all
/// @param people who is, or may come to be, in it: for all others it does not exist
/// @param witness who never leaves it, and hides and clears nothing of it: what it sees is what there is
record Chat(String id, String title, List<String> initial, Set<String> people, String witness) {

    boolean isGroup() {
        return !title.isEmpty();
    }

    boolean isWitness(String user) {
        return witness.equals(user);
    }
}
