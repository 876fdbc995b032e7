package io.verbatim.api.vault;

/// What proves who somebody is. All of it is durable on return, but stream tickets, which live for seconds.
public interface Secrets {

    Credentials credentials();

    RefreshTokens refreshTokens();

    StreamTickets streamTickets();

    /// 32 random bytes under a name, the same for ever on every process that shares the vault; made at first use.
    byte[] named(String name);
}
