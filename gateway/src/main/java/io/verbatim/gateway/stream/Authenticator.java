package io.verbatim.gateway.stream;

import io.verbatim.api.Handle;
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.StreamTickets;
import io.verbatim.gateway.auth.AccessTokens;
import io.verbatim.gateway.auth.Families;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import java.time.Clock;

/// Finds out who opens a connection. May look into the vault: not for an event loop.
public final class Authenticator {
    private final AccessTokens tokens;
    private final StreamTickets tickets;
    private final Handles handles;
    private final Families families;
    private final Clock clock;

    Authenticator(AccessTokens tokens, StreamTickets tickets, Handles handles, Families families, Clock clock) {
        this.tokens = tokens;
        this.tickets = tickets;
        this.handles = handles;
        this.families = families;
        this.clock = clock;
    }

    /// Who an access token names.
    ///
    /// @throws ProblemException `unauthenticated`, `token-expired` or `signed-out`
    public Principal byToken(String token) {
        return tokens.verify(token);
    }

    /// Whom a ticket stands for; it is spent.
    ///
    /// @throws ProblemException `unauthenticated`, `token-expired` or `signed-out`
    public Principal byTicket(String ticket) {
        StreamTickets.Holder holder = tickets.redeem(ticket);
        Handle handle = holder == null ? null : handles.handleOf(holder.uid());
        if (holder == null || handle == null) {
            throw new ProblemException(ProblemName.UNAUTHENTICATED);
        }
        if (!clock.instant().isBefore(holder.expiresAt())) {
            throw new ProblemException(ProblemName.TOKEN_EXPIRED);
        }
        Principal principal = new Principal(holder.uid(), handle, holder.device(), holder.family(), holder.expiresAt());
        if (!families.isActive(principal)) {
            throw new ProblemException(ProblemName.SIGNED_OUT);
        }
        return principal;
    }
}
