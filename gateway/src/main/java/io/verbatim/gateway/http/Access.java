package io.verbatim.gateway.http;

/// Who may call an endpoint.
public enum Access {
    /// Anybody.
    OPEN,
    /// Who has a valid access token.
    SIGNED_IN,
    /// Who has had a valid access token: its device may be signed out already.
    SIGNING_OUT
}
