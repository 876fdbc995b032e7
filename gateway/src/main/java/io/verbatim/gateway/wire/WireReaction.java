package io.verbatim.gateway.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The reactions to a message with one emoji.
///
/// @param emoji which
/// @param count how many
/// @param users the first of them
/// @param mine whether the reader's is among them; absent unless it is, and in events
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WireReaction(
        String emoji,
        int count,
        List<String> users,
        @Nullable Boolean mine) {
    public WireReaction {
        users = List.copyOf(users);
    }

    /// Somebody's reaction that was put, or taken away.
    public record Changed(String userId, String emoji, boolean active) {}
}
