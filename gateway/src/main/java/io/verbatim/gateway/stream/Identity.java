package io.verbatim.gateway.stream;

import io.verbatim.gateway.auth.Principal;
import org.jspecify.annotations.Nullable;

/// Who a connection is: nobody until a token is read, then always the same person on the same device, with ever newer
/// tokens. Set by the greeting, on the connection's parser lane; read anywhere.
final class Identity {
    private volatile @Nullable Principal principal;
    private @Nullable String offeredToken; // of the parser lane

    /// Who it is.
    ///
    /// @throws IllegalStateException before it is known
    Principal principal() {
        Principal known = principal;
        if (known == null) {
            throw new IllegalStateException("principal: nobody yet (expected: one who is known)");
        }
        return known;
    }

    /// Who it is, or null before that is known.
    @Nullable
    Principal known() {
        return principal;
    }

    void verified(Principal verified) {
        principal = verified;
        offeredToken = null;
    }

    /// The token with which the connection was opened, if `hello` has yet to say of which device it is.
    @Nullable
    String offeredToken() {
        return offeredToken;
    }

    void offered(@Nullable String token) {
        offeredToken = token;
    }
}
