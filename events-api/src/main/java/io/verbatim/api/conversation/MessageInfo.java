package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom a message has reached. The sender is not named.
///
/// @param sentAt when it was sent
/// @param delivered whom it has reached, and when
/// @param read who has read it, and when
/// @param next where the next page begins, opaque; null: there is none
public record MessageInfo(
        Instant sentAt,
        List<Reached> delivered,
        List<Reached> read,
        @Nullable String next) {

    public MessageInfo {
        delivered = List.copyOf(delivered);
        read = List.copyOf(read);
    }

    /// A person and a time.
    public record Reached(Uid member, Instant at) {}
}
