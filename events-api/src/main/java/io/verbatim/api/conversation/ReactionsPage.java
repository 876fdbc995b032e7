package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of reactions.
///
/// @param reactions in the order of time
/// @param next where the next page begins, opaque; null: there is none
public record ReactionsPage(
        List<Reacted> reactions, @Nullable String next) {

    public ReactionsPage {
        reactions = List.copyOf(reactions);
    }

    /// A reaction that stands.
    public record Reacted(Uid by, String emoji, Instant at) {}
}
