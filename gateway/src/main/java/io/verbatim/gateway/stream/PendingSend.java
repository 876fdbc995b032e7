package io.verbatim.gateway.stream;

import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.RecogniseMessage;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.error.Problem;
import org.jspecify.annotations.Nullable;

/// A message, or a broken repeat of one, that its connection has not been answered about.
///
/// Guarded by [OrderedSends].
final class PendingSend {
    private final @Nullable String id;
    private final Principal sender;
    private final Asked asked;
    private final long order;
    private final long startedNanos = System.nanoTime();
    private boolean perhapsRecorded;

    /// @param id the client's, as JSON; null: it wants no answer
    /// @param order its place among the connection's messages
    PendingSend(@Nullable String id, Principal sender, Asked asked, long order) {
        this.id = id;
        this.sender = sender;
        this.asked = asked;
        this.order = order;
    }

    @Nullable
    String id() {
        return id;
    }

    Principal sender() {
        return sender;
    }

    Asked asked() {
        return asked;
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

    /// What is asked of the command side.
    sealed interface Asked {
        ConversationId conversationId();

        String clientMessageId();
    }

    /// A message.
    record Message(SendMessage command) implements Asked {
        @Override
        public ConversationId conversationId() {
            return command.conversationId();
        }

        @Override
        public String clientMessageId() {
            return command.clientMessageId();
        }
    }

    /// A message that breaks a rule, which may be the repeat of one that did not.
    ///
    /// @param problem what is wrong with it
    record Broken(RecogniseMessage command, Problem problem) implements Asked {
        @Override
        public ConversationId conversationId() {
            return command.conversationId();
        }

        @Override
        public String clientMessageId() {
            return command.clientMessageId();
        }
    }
}
