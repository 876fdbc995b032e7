package io.verbatim.api.account;

import io.verbatim.api.Uid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some people. A page may be short, or empty, and still have a next one.
///
/// @param people in the order of the list
/// @param next where the list goes on; null: it ends
public record PeoplePage(List<Uid> people, @Nullable String next) {

    public PeoplePage {
        people = List.copyOf(people);
    }
}
