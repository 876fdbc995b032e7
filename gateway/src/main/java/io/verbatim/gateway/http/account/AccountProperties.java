package io.verbatim.gateway.http.account;

import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Local accounts.
///
/// @param registration whether anybody may make an account; closed: `registration-closed`
/// @param passwordMin characters of a password; below it `invalid`. The protocol sets none: a policy is the
///     operator's
/// @param passwordMax characters of a password; beyond it `invalid`
/// @param search who is found by `q`: everyone, contacts of the caller alone, or nobody (closed: `forbidden`)
@ConfigurationProperties("verbatim.accounts")
public record AccountProperties(
        @DefaultValue("open") Registration registration,
        @DefaultValue("1") int passwordMin,
        @DefaultValue("1024") int passwordMax,
        @DefaultValue("everyone") Search search) {
    /// Who is found by the beginning of id or name.
    public enum Search {
        EVERYONE,
        CONTACTS,
        CLOSED
    }

    /// Whether accounts can be made.
    public enum Registration {
        OPEN,
        CLOSED;

        /// As `GET /v1/server` says it.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
