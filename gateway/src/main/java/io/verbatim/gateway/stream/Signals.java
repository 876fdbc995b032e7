package io.verbatim.gateway.stream;

import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.Handles;
import io.verbatim.gateway.parser.ClientFrame.Typing;
import io.verbatim.gateway.parser.ClientFrame.Watch;
import io.verbatim.gateway.typing.TypingRelay;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/// What clients say that nothing is recorded of: that somebody types, and whom they watch.
///
/// @param typing tells the other members
/// @param watching tells of presence
/// @param handles who is meant
record Signals(TypingRelay typing, Watching watching, Handles handles) {
    CompletionStage<Void> types(Connection connection, Typing frame) {
        return typing.tell(connection.principal().uid(), frame.conversationId(), frame.active());
    }

    /// Looks into the vault. Who does not exist is not watched.
    void watch(Connection connection, Watch frame) {
        List<Uid> people = frame.users().stream()
                .<Uid>map(this::find)
                .filter(Objects::nonNull)
                .toList();
        watching.watch(connection, people);
    }

    @SuppressWarnings("NullAway") // filtered by the caller
    private Uid find(Handle handle) {
        return handles.find(handle);
    }
}
