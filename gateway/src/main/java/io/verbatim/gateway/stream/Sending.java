package io.verbatim.gateway.stream;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.conversation.RecogniseMessage;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.bus.RefusedException;
import io.verbatim.gateway.bus.RetryProperties;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.Problems;
import io.verbatim.gateway.parser.ClientFrame.RefusedSend;
import io.verbatim.gateway.parser.ClientFrame.Send;
import io.verbatim.gateway.send.MessageSender;
import io.verbatim.gateway.stream.PendingSend.Asked;
import io.verbatim.gateway.stream.PendingSend.Broken;
import io.verbatim.gateway.stream.PendingSend.Message;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Sends the messages of connections, and answers them.
final class Sending {
    private static final int MOST_DOUBLINGS = 20;

    private final MessageSender sender;
    private final Problems problems;
    private final RetryProperties waits;
    private final StreamProperties properties;
    private final StreamClock clock;

    Sending(
            MessageSender sender,
            Problems problems,
            RetryProperties waits,
            StreamProperties properties,
            StreamClock clock) {
        this.sender = sender;
        this.problems = problems;
        this.waits = waits;
        this.properties = properties;
        this.clock = clock;
    }

    /// On the connection's parser lane: looks into the vault for what it does not have at hand.
    void send(Connection connection, Send frame) {
        Principal principal = connection.principal();
        SendMessage command;
        try {
            command = sender.seal(principal, frame.conversationId(), frame.draft());
        } catch (ProblemException refused) {
            String clientMessageId = frame.draft().clientMessageId();
            refused(
                    connection,
                    new RefusedSend(frame.id(), frame.conversationId(), clientMessageId, refused.problem()));
            return;
        } catch (RuntimeException fault) {
            fail(connection, frame.id(), frame.draft().clientMessageId(), fault);
            return;
        }
        connection.sends().submit(frame.id(), principal, new Message(command));
    }

    /// Answers a message that breaks a rule: with the first answer, if it is a repeat. What it repeats may
    /// wait still, so it takes its turn.
    void refused(Connection connection, RefusedSend frame) {
        Principal principal = connection.principal();
        RecogniseMessage command =
                new RecogniseMessage(frame.conversationId(), principal.uid(), frame.clientMessageId());
        connection.sends().submit(frame.id(), principal, new Broken(command, frame.problem()));
    }

    int mostInFlight() {
        return properties.sendsInFlight();
    }

    CompletionStage<MessageAcceptance> dispatch(PendingSend send) {
        return switch (send.asked()) {
            case Message(SendMessage command) -> sender.dispatch(send.sender(), command);
            case Broken(RecogniseMessage command, Problem problem) ->
                sender.dispatch(send.sender(), command, new ProblemException(problem));
        };
    }

    /// Why the same message may be sent again, or null.
    @Nullable
    RefusalCode repeatable(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof RefusedException refused
                        && refused.refusal().code().retryable()
                ? refused.refusal().code()
                : null;
    }

    boolean mayRepeat(PendingSend send) {
        return send.ageNanos() < properties.retryFor().toNanos();
    }

    /// Runs something after a while, the longer the more failures there were.
    void later(int failures, Runnable task) {
        long doubled = waits.firstDelay().toNanos() << Math.min(failures, MOST_DOUBLINGS);
        long bound = Math.min(Math.max(doubled, 1), waits.maxDelay().toNanos());
        Duration delay =
                Duration.ofNanos(bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2 + 1));
        clock.after(delay, task);
    }

    void soon(Runnable task) {
        clock.soon(task);
    }

    /// Answers a message that is settled.
    @SuppressWarnings("NullAway") // of the two, exactly one is null
    void answer(Connection connection, PendingSend send, MessageAcceptance accepted, Throwable failure) {
        Asked asked = send.asked();
        if (asked instanceof Message) {
            boolean recorded = failure == null && (!accepted.repeated() || send.isPerhapsRecorded());
            connection.own().answered(asked.conversationId(), asked.clientMessageId(), recorded);
        }
        if (failure != null) {
            boolean unknown = send.isPerhapsRecorded() && repeatable(failure) != null;
            fail(connection, send.id(), asked.clientMessageId(), unknown ? outcomeUnknown() : failure);
        } else if (send.id() != null) {
            connection.answer(ServerFrames.ack(send.id(), accepted));
        }
    }

    private void fail(Connection connection, @Nullable String id, String clientMessageId, Throwable failure) {
        if (id != null) {
            connection.answer(ServerFrames.failed(id, clientMessageId, problems.of(failure)));
        } else if (!(failure instanceof ProblemException)) {
            problems.of(failure);
        }
    }

    private static RefusedException outcomeUnknown() {
        return new RefusedException(Refusal.of(
                RefusalCode.OUTCOME_UNKNOWN, "perhaps recorded (expected: the same message again, to know)"));
    }
}
