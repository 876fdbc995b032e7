package io.verbatim.gateway.stream;

import io.verbatim.api.RefusalCode;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.stream.PendingSend.Asked;
import io.verbatim.gateway.stream.PendingSend.Message;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The unanswered messages of one connection, broken repeats among them. Those to one conversation get
/// their `seq` in the order sent: they are dispatched without waiting for one another until one has to be
/// repeated; from then on the conversation's line is stalled, and goes on one by one, in order, until
/// nothing waits in it. Whether it is stalled is looked at, and a message dispatched, in one step.
final class OrderedSends {
    private final Sending sending;
    private final Connection connection;
    private final Map<ConversationId, Line> lines = new HashMap<>(4);
    private long next;
    private int unanswered;
    private boolean holding;
    private boolean closed;

    OrderedSends(Sending sending, Connection connection) {
        this.sending = sending;
        this.connection = connection;
    }

    /// Sends a message, or puts it behind those that wait. On the connection's parser lane: once too many are
    /// unanswered, it is held.
    synchronized void submit(@Nullable String id, Principal sender, Asked asked) {
        if (closed) {
            return;
        }
        PendingSend send = new PendingSend(id, sender, asked, next++);
        if (asked instanceof Message) {
            connection.own().dispatched(asked.conversationId(), asked.clientMessageId());
        }
        unanswered++;
        if (unanswered >= sending.mostInFlight()) {
            holding = true;
            connection.inbox().hold();
        }
        Line line = lines.computeIfAbsent(asked.conversationId(), first -> new Line());
        if (line.stalled == null) {
            attempt(line, send);
        } else {
            line.stalled.add(send);
        }
    }

    synchronized int unanswered() {
        return unanswered;
    }

    /// Nothing is repeated any more, and nobody waits for an answer.
    synchronized void close() {
        closed = true;
        lines.clear();
    }

    private void attempt(Line line, PendingSend send) {
        line.inFlight++;
        sending.dispatch(send).whenComplete((accepted, failure) -> answered(line, send, accepted, failure));
    }

    @SuppressWarnings("NullAway") // of the two, exactly one is null
    private void answered(Line line, PendingSend send, MessageAcceptance accepted, Throwable failure) {
        synchronized (this) {
            line.inFlight--;
            if (closed) {
                return;
            }
            RefusalCode again = failure == null ? null : sending.repeatable(failure);
            if (again == RefusalCode.OUTCOME_UNKNOWN) {
                send.perhapsRecorded();
            }
            if (again != null && sending.mayRepeat(send)) {
                line.stall(send);
                if (line.inFlight == 0) {
                    sending.later(line.failures++, () -> goOn(line));
                }
                return;
            }
            line.failures = 0;
            settled(line, send.asked().conversationId());
        }
        sending.answer(connection, send, accepted, failure);
    }

    private void settled(Line line, ConversationId conversation) {
        unanswered--;
        if (holding && unanswered <= sending.mostInFlight() / 2) {
            holding = false;
            connection.inbox().release();
        }
        if (line.inFlight > 0) {
            return;
        }
        if (line.stalled == null || line.stalled.isEmpty()) {
            lines.remove(conversation);
        } else {
            // not on the thread that gave the answer: a long line would grow its stack
            sending.soon(() -> goOn(line));
        }
    }

    private synchronized void goOn(Line line) {
        if (closed || line.inFlight > 0 || line.stalled == null) {
            return;
        }
        PendingSend head = line.stalled.poll();
        if (head != null) {
            attempt(line, head);
        }
    }

    /// The messages to one conversation.
    private static final class Line {
        private int inFlight;
        private int failures;

        /// What waits, in order; null: it is not stalled.
        private @Nullable Queue<PendingSend> stalled;

        void stall(PendingSend send) {
            if (stalled == null) {
                stalled = new PriorityQueue<>(Comparator.comparingLong(PendingSend::order));
            }
            stalled.add(send);
        }
    }
}
