package io.verbatim.gateway.auth;

import io.verbatim.gateway.error.ProblemException;
import org.jspecify.annotations.Nullable;

/// Tells whom an access token names.
public interface TokenReader {
    /// The header that names the device where the token names none.
    String DEVICE_HEADER = "Verbatim-Device";

    /// Who a token names, by the token alone: its device may be signed out.
    ///
    /// @param device what the client calls its device; counts only where the token names none
    /// @throws ProblemException `unauthenticated` or `token-expired`
    Principal read(String token, @Nullable String device);

    /// Who a token names, if it holds. May look into the vault: not for an event loop.
    ///
    /// @throws ProblemException `unauthenticated`, `token-expired` or `signed-out`
    Principal verify(String token, @Nullable String device);

    /// Whether tokens name their device themselves: what a client calls it does not count then.
    boolean namesDevice();

    /// Whether [#read] takes time, too.
    boolean mayBlock();
}
