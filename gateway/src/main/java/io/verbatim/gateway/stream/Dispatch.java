package io.verbatim.gateway.stream;

import io.verbatim.api.conversation.ReceiptsAnswer.Outcome;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.error.Problems;
import io.verbatim.gateway.limits.RateLimits;
import io.verbatim.gateway.parser.ClientFrame;
import io.verbatim.gateway.parser.ClientFrame.Auth;
import io.verbatim.gateway.parser.ClientFrame.Hello;
import io.verbatim.gateway.parser.ClientFrame.Ping;
import io.verbatim.gateway.parser.ClientFrame.Receipt;
import io.verbatim.gateway.parser.ClientFrame.Refused;
import io.verbatim.gateway.parser.ClientFrame.RefusedSend;
import io.verbatim.gateway.parser.ClientFrame.Send;
import io.verbatim.gateway.parser.ClientFrame.Typing;
import io.verbatim.gateway.parser.ClientFrame.Watch;
import io.verbatim.gateway.receipts.ReceiptsCoalescer;
import io.verbatim.gateway.receipts.Recorded;
import org.jspecify.annotations.Nullable;

/// Does what clients' frames say: on the connection's parser lane, in order.
final class Dispatch {
    private final Greeting greeting;
    private final Sending sending;
    private final ReceiptsCoalescer receipts;
    private final Signals signals;
    private final RateLimits rates;
    private final Problems problems;
    private final StreamProperties properties;

    Dispatch(
            Greeting greeting,
            Sending sending,
            ReceiptsCoalescer receipts,
            Signals signals,
            RateLimits rates,
            Problems problems,
            StreamProperties properties) {
        this.greeting = greeting;
        this.sending = sending;
        this.receipts = receipts;
        this.signals = signals;
        this.rates = rates;
        this.problems = problems;
        this.properties = properties;
    }

    void handle(Connection connection, ClientFrame frame) {
        if (connection.state() == Connection.State.GREETING) {
            if (frame instanceof Hello hello) {
                greeting.hello(connection, hello);
            } else {
                connection.close(Closing.UNAUTHENTICATED);
            }
            return;
        }
        if (!mayGoOn(connection, frame)) {
            refuse(connection, frame);
            return;
        }
        switch (frame) {
            case Send send -> sending.send(connection, send);
            case RefusedSend refused -> sending.refused(connection, refused);
            case Receipt receipt -> receipt(connection, receipt);
            case Ping ping -> connection.answer(ServerFrames.pong(ping.id()));
            case Auth auth -> auth(connection, auth);
            case Typing types -> typing(connection, types);
            case Watch watch -> watch(connection, watch);
            case Refused refused -> fail(connection, refused.id(), refused.clientMessageId(), refused.problem());
            case Hello again -> connection.close(Closing.MALFORMED);
        }
    }

    private boolean mayGoOn(Connection connection, ClientFrame frame) {
        return (frame instanceof Send || frame instanceof RefusedSend)
                ? rates.trySend(connection.principal().uid())
                : rates.tryCall(connection.principal().uid());
    }

    private void refuse(Connection connection, ClientFrame frame) {
        String clientMessageId = switch (frame) {
            case Send send -> send.draft().clientMessageId();
            case RefusedSend send -> send.clientMessageId();
            default -> null;
        };
        fail(connection, frame.id(), clientMessageId, Problem.of(ProblemName.RATE_LIMITED));
        if (connection.pulse().refusedTooOften(properties.refusedFrames())) {
            connection.close(Closing.RATE_LIMITED);
        }
    }

    private void receipt(Connection connection, Receipt receipt) {
        long delivered = receipt.read() ? 0 : receipt.upTo();
        long read = receipt.read() ? receipt.upTo() : 0;
        receipts.record(connection.principal(), receipt.conversationId(), delivered, read)
                .whenComplete((recorded, failure) -> recorded(connection, receipt.id(), recorded, failure));
    }

    @SuppressWarnings("NullAway") // of the two, exactly one is null
    private void recorded(Connection connection, @Nullable String id, Recorded recorded, Throwable failure) {
        if (failure != null) {
            fail(connection, id, null, problems.of(failure));
        } else if (recorded.outcome() == Outcome.NOT_FOUND) {
            fail(connection, id, null, Problem.of(ProblemName.NOT_FOUND));
        } else if (recorded.outcome() == Outcome.PAST_THE_END) {
            fail(connection, id, null, Problem.invalid("upTo", "past the end (expected: the seq of a message)"));
        } else if (id != null) {
            connection.answer(ServerFrames.ack(id, recorded.version()));
        }
    }

    private void typing(Connection connection, Typing types) {
        signals.types(connection, types).whenComplete((told, failure) -> {
            if (failure == null) {
                ack(connection, types.id());
            } else {
                fail(connection, types.id(), null, problems.of(failure));
            }
        });
    }

    private void watch(Connection connection, Watch watch) {
        signals.watch(connection, watch);
        ack(connection, watch.id());
    }

    private void auth(Connection connection, Auth auth) {
        try {
            greeting.renew(connection, auth);
            ack(connection, auth.id());
        } catch (ProblemException refused) {
            fail(connection, auth.id(), null, refused.problem());
        }
    }

    private static void ack(Connection connection, @Nullable String id) {
        if (id != null) {
            connection.answer(ServerFrames.ack(id));
        }
    }

    private void fail(Connection connection, @Nullable String id, @Nullable String clientMessageId, Problem problem) {
        if (id != null) {
            connection.answer(ServerFrames.failed(id, clientMessageId, problems.told(problem)));
        }
    }
}
