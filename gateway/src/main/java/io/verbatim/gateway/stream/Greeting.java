package io.verbatim.gateway.stream;

import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.limits.RateLimits;
import io.verbatim.gateway.parser.ClientFrame.Auth;
import io.verbatim.gateway.parser.ClientFrame.Hello;
import org.jspecify.annotations.Nullable;

/// Lets connections in: on their parser lane, where the vault may be looked into.
final class Greeting {
    private final Authenticator authenticator;
    private final RateLimits rates;
    private final Roster roster;
    private final Joining joining;

    Greeting(Authenticator authenticator, RateLimits rates, Roster roster, Joining joining) {
        this.authenticator = authenticator;
        this.rates = rates;
        this.roster = roster;
        this.joining = joining;
    }

    /// A socket was opened: each counts as an attempt of its address. A token that does not say of which device it is
    /// waits for `hello`.
    void opened(Connection connection, Credentials credentials) {
        if (!rates.tryAnonymousCall(credentials.address())) {
            connection.close(Closing.RATE_LIMITED);
            return;
        }
        if (authenticator.needsDevice(credentials.token(), credentials.device())) {
            connection.identity().offered(credentials.token());
            return;
        }
        try {
            Principal principal = authenticator.find(credentials.token(), credentials.ticket(), credentials.device());
            if (principal != null) {
                connection.identity().verified(principal);
            }
        } catch (ProblemException refused) {
            connection.close(closing(refused));
        }
    }

    /// The first frame.
    void hello(Connection connection, Hello hello) {
        try {
            String token = hello.token() == null ? connection.identity().offeredToken() : hello.token();
            if (token != null) {
                connection.identity().verified(authenticator.byToken(token, hello.device()));
            }
        } catch (ProblemException refused) {
            connection.close(closing(refused));
            return;
        }
        if (connection.identity().known() == null) {
            connection.close(Closing.UNAUTHENTICATED);
            return;
        }
        // nothing else is handled before it is welcome
        connection.inbox().hold();
        join(connection, hello.cursor());
    }

    /// Lets somebody in who is known.
    void join(Connection connection, @Nullable String cursor) {
        Join join = Join.first(connection, cursor);
        if (!connection.begin(join)) {
            return;
        }
        for (Connection oldest : roster.enter(connection)) {
            oldest.close(Closing.REPLACED);
        }
        if (connection.closing() != null) {
            // it may have left before it came
            roster.leave(connection);
            return;
        }
        joining.start(join);
    }

    /// A new token.
    ///
    /// @throws ProblemException if it does not hold, or is another's
    void renew(Connection connection, Auth auth) {
        Principal present = connection.principal();
        Principal renewed = authenticator.byToken(auth.token(), present.device().value());
        if (!renewed.uid().equals(present.uid()) || !renewed.device().equals(present.device())) {
            throw new ProblemException(
                    ProblemName.UNAUTHENTICATED, "token: of another (expected: the same user and device)");
        }
        connection.identity().verified(renewed);
    }

    private static Closing closing(ProblemException refused) {
        return switch (refused.problem().name()) {
            case TOKEN_EXPIRED -> Closing.TOKEN_EXPIRED;
            case SIGNED_OUT -> Closing.SIGNED_OUT;
            default -> Closing.UNAUTHENTICATED;
        };
    }
}
