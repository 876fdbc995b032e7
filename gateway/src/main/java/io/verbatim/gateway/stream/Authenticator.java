package io.verbatim.gateway.stream;

import io.verbatim.api.Handle;
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.StreamTickets;
import io.verbatim.gateway.auth.Families;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.auth.TokenReader;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Finds out who opens a connection. May look into the vault: not for an event loop.
public final class Authenticator {
    private static final String BEARER = "Bearer ";

    private final TokenReader tokens;
    private final StreamTickets tickets;
    private final Handles handles;
    private final Families families;
    private final Clock clock;

    Authenticator(TokenReader tokens, StreamTickets tickets, Handles handles, Families families, Clock clock) {
        this.tokens = tokens;
        this.tickets = tickets;
        this.handles = handles;
        this.families = families;
        this.clock = clock;
    }

    /// Whether it is known of the device whose token this is only by what its client calls it.
    boolean needsDevice(@Nullable String token, @Nullable String device) {
        return token != null && device == null && !tokens.namesDevice();
    }

    /// Who an access token names.
    ///
    /// @param device what the client calls its device
    /// @throws ProblemException `unauthenticated`, `token-expired` or `signed-out`
    Principal byToken(String token, @Nullable String device) {
        return tokens.verify(token, device);
    }

    /// Who makes a request.
    ///
    /// @param authorization its header; counts before the ticket
    /// @param device what the client calls its device
    /// @throws ProblemException `unauthenticated`, `token-expired` or `signed-out`
    public Principal byHeaderOrTicket(
            @Nullable String authorization, @Nullable String ticket, @Nullable String device) {
        Principal principal = find(tokenOf(authorization), ticket, device);
        if (principal == null) {
            throw new ProblemException(ProblemName.UNAUTHENTICATED);
        }
        return principal;
    }

    /// The token of an `Authorization` header; null without a header. Another scheme has no token that holds.
    public static @Nullable String tokenOf(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : "";
    }

    /// Who is named by a token, else by a ticket; null if there is neither.
    @Nullable
    Principal find(@Nullable String token, @Nullable String ticket, @Nullable String device) {
        if (token != null) {
            return byToken(token, device);
        }
        return ticket == null ? null : byTicket(ticket);
    }

    /// Whom a ticket stands for; it is spent.
    ///
    /// @throws ProblemException `unauthenticated`, `token-expired` or `signed-out`
    private Principal byTicket(String ticket) {
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
