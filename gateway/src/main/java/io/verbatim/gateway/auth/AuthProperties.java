package io.verbatim.gateway.auth;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Access tokens.
///
/// @param accessTokenLifetime how long one holds
/// @param familyCache how long a gateway trusts what it knows of a device's token family; a device that is signed out
///     elsewhere keeps its access for this long at most, unless the gateway hears of it earlier
/// @param familiesCached of how many devices it knows; of those beyond it asks the vault again
@ConfigurationProperties("verbatim.auth")
public record AuthProperties(
        @DefaultValue("15m") Duration accessTokenLifetime,
        @DefaultValue("30s") Duration familyCache,
        @DefaultValue("100000") int familiesCached) {}
