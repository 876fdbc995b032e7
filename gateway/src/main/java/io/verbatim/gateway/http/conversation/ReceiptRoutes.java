package io.verbatim.gateway.http.conversation;

import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindReceipts;
import io.verbatim.api.conversation.ReceiptsPage;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.input.JsonFields;
import io.verbatim.gateway.receipts.ReceiptsCoalescer;
import io.verbatim.gateway.receipts.Recorded;
import io.verbatim.gateway.wire.WireReceipt;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Watermarks.
final class ReceiptRoutes implements Endpoints {
    private static final String DELIVERED = "delivered";
    private static final String READ = "read";

    private final Sides sides;
    private final ReceiptsCoalescer receipts;

    ReceiptRoutes(Sides sides, ReceiptsCoalescer receipts) {
        this.sides = sides;
        this.receipts = receipts;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.put("/v1/conversations/{id}/receipts", this::move),
                Endpoint.get("/v1/conversations/{id}/receipts", this::receipts));
    }

    private Mono<ServerResponse> move(Call call) {
        ConversationId id = call.conversation();
        return call.body()
                .map(Marks::read)
                .flatMap(marks -> sides.blocking()
                        .command(() -> receipts.record(call.caller(), id, marks.delivered, marks.read))
                        .flatMap(recorded -> answer(recorded, marks)));
    }

    private static Mono<ServerResponse> answer(Recorded recorded, Marks marks) {
        return switch (recorded.outcome()) {
            case RECORDED, UNCHANGED -> Answers.version(recorded.version());
            case NOT_FOUND -> Mono.error(new ProblemException(ProblemName.NOT_FOUND));
            case PAST_THE_END ->
                Mono.error(new ProblemException(Problem.invalid(
                        marks.read >= marks.delivered ? READ : DELIVERED,
                        "past the last seq (expected: at most that)")));
        };
    }

    private Mono<ServerResponse> receipts(Call call) {
        ConversationId id = call.conversation();
        int limit = call.limit(sides.limits().page(), sides.limits().membersPageMax());
        FindReceipts query = new FindReceipts(
                call.caller().uid(), id, limit, call.place("after"), call.atLeast(sides.lastTold(), id));
        return sides.ask(query, ReceiptsPage.class)
                .flatMap(page -> Answers.ok(new Receipts(
                        page.members().stream().map(sides.wire()::receipt).toList(), call.next(page.next()))));
    }

    /// Watermarks as a client sent them; 0 says nothing.
    private record Marks(long delivered, long read) {
        static Marks read(JsonFields fields) {
            Marks marks = new Marks(mark(fields, DELIVERED), mark(fields, READ));
            if (!fields.has(DELIVERED) && !fields.has(READ)) {
                fields.invalid(DELIVERED, "absent (expected: delivered or read)");
            }
            fields.requireValid();
            return marks;
        }

        private static long mark(JsonFields fields, String field) {
            Long seq = fields.integer(field);
            if (seq != null && seq < 0) {
                fields.invalid(field, seq + " (expected: a seq)");
            }
            return seq == null ? 0 : seq;
        }
    }

    private record Receipts(
            List<WireReceipt> members, @Nullable String next) {}
}
