package io.verbatim.gateway.http.account;

import io.verbatim.api.vault.StreamTickets;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import java.util.List;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Tickets for browsers, which cannot set headers on a WebSocket or an EventSource.
final class StreamTicketRoutes implements Endpoints {
    private final StreamTickets tickets;
    private final Blocking blocking;

    StreamTicketRoutes(StreamTickets tickets, Blocking blocking) {
        this.tickets = tickets;
        this.blocking = blocking;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post("/v1/stream-tickets", this::issue));
    }

    private Mono<ServerResponse> issue(Call call) {
        Principal caller = call.caller();
        StreamTickets.Holder holder =
                new StreamTickets.Holder(caller.uid(), caller.device(), caller.family(), caller.expiresAt());
        return blocking.call(() -> tickets.issue(holder))
                .flatMap(ticket ->
                        Answers.created(new Ticket(ticket, tickets.lifetime().toSeconds())));
    }

    private record Ticket(String ticket, long expiresIn) {}
}
