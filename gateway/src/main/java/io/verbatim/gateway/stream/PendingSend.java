package io.verbatim.gateway.stream;

import io.verbatim.api.conversation.SendMessage;
import io.verbatim.gateway.auth.Principal;
import org.jspecify.annotations.Nullable;

/// A message that its connection has not been answered about.
///
/// Guarded by [OrderedSends].
final class PendingSend {
    private final @Nullable String id;
    private final Principal sender;
    private final SendMessage command;
    private final long order;
    private final long startedNanos = System.nanoTime();
    private boolean perhapsRecorded;

    /// @param id the client's, as JSON; null: it wants no answer
    /// @param order its place among the connection's messages
    PendingSend(@Nullable String id, Principal sender, SendMessage command, long order) {
        this.id = id;
        this.sender = sender;
        this.command = command;
        this.order = order;
    }

    @Nullable
    String id() {
        return id;
    }

    Principal sender() {
        return sender;
    }

    SendMessage command() {
        return command;
    }

    long order() {
        return order;
    }

    long ageNanos() {
        return System.nanoTime() - startedNanos;
    }

    void perhapsRecorded() {
        perhapsRecorded = true;
    }

    boolean isPerhapsRecorded() {
        return perhapsRecorded;
    }
}
