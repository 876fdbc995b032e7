package io.verbatim.gateway.http.account;

import io.verbatim.api.vault.Erasures;
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.Secrets;
import io.verbatim.gateway.auth.AccessTokens;
import io.verbatim.gateway.auth.Families;
import io.verbatim.gateway.auth.IssuerProperties;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.limits.RateLimits;
import io.verbatim.gateway.wire.WireMapper;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Accounts, tokens and profiles over HTTP.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountProperties.class)
public class AccountHttpConfiguration {
    @Bean
    Vault accountVault(Keys keys, Handles handles, Secrets secrets) {
        return new Vault(keys, handles, secrets);
    }

    @Bean
    People people(Queries queries, Blocking blocking) {
        return new People(queries, blocking);
    }

    @Bean
    Registration registration(Vault vault, RetriedCommands commands, People people, Blocking blocking) {
        return new Registration(vault, commands, people, blocking);
    }

    @Bean
    SignIn signIn(Vault vault, RetriedCommands commands, Families families, GatewayLimits limits, Blocking blocking) {
        return new SignIn(vault, commands, families, limits, blocking);
    }

    @Bean
    Devices devices(Vault vault, RetriedCommands commands, Families families, Blocking blocking) {
        return new Devices(vault, commands, families, blocking);
    }

    @Bean
    AccountRoutes accountRoutes(
            Registration registration,
            AccountProperties properties,
            IssuerProperties issuer,
            GatewayLimits limits,
            RateLimits rates) {
        return new AccountRoutes(registration, properties, issuer, limits, rates);
    }

    @Bean
    TokenRoutes tokenRoutes(
            SignIn signIn,
            Devices devices,
            AccessTokens tokens,
            IssuerProperties issuer,
            GatewayLimits limits,
            RateLimits rates) {
        return new TokenRoutes(signIn, devices, tokens, issuer, limits, rates);
    }

    @Bean
    StreamTicketRoutes streamTicketRoutes(Secrets secrets, Blocking blocking) {
        return new StreamTicketRoutes(secrets.streamTickets(), blocking);
    }

    @Bean
    PresenceRoutes presenceRoutes(
            People people, Handles handles, Queries queries, LastTold lastTold, Blocking blocking) {
        return new PresenceRoutes(people, handles, queries, lastTold, blocking);
    }

    @Bean
    OwnAccounts ownAccounts(RetriedCommands commands, Queries queries, Blocking blocking) {
        return new OwnAccounts(commands, queries, blocking);
    }

    @Bean
    OwnPassword ownPassword(Secrets secrets, OwnAccounts accounts, RateLimits rates, Blocking blocking) {
        return new OwnPassword(secrets.credentials(), accounts, rates, blocking);
    }

    @Bean
    Departure departure(Erasures erasures, RetriedCommands commands, Families families, Blocking blocking) {
        return new Departure(erasures, commands, families, blocking);
    }

    @Bean
    UnfinishedDepartures unfinishedDepartures(Departure departure) {
        return new UnfinishedDepartures(departure);
    }

    @Bean
    OwnPasswordRoutes ownPasswordRoutes(
            OwnPassword passwords,
            OwnAccounts accounts,
            Vault vault,
            Families families,
            Departure departure,
            AccountProperties properties,
            IssuerProperties issuer,
            Blocking blocking) {
        PasswordChange change = new PasswordChange(passwords, accounts, vault, families, blocking);
        return new OwnPasswordRoutes(change, departure, passwords, properties, issuer);
    }

    @Bean
    MeRoutes meRoutes(
            OwnAccounts accounts,
            Keys keys,
            WireMapper wire,
            LastTold lastTold,
            GatewayLimits limits,
            Blocking blocking) {
        return new MeRoutes(accounts, keys, wire, lastTold, limits, blocking);
    }

    @Bean
    DeviceRoutes deviceRoutes(OwnAccounts accounts, Devices devices, Keys keys, Secrets secrets, LastTold lastTold) {
        return new DeviceRoutes(accounts, devices, keys, secrets.refreshTokens(), lastTold);
    }

    @Bean
    FoundPeople foundPeople(People people, OwnAccounts accounts, Handles handles, WireMapper wire, Blocking blocking) {
        return new FoundPeople(people, accounts, handles, wire, blocking);
    }

    @Bean
    BlockRoutes blockRoutes(
            OwnAccounts accounts,
            RetriedCommands commands,
            FoundPeople people,
            LastTold lastTold,
            GatewayLimits limits,
            Blocking blocking) {
        return new BlockRoutes(new Blocks(accounts, commands, limits, blocking), accounts, people, lastTold, limits);
    }

    @Bean
    ProfileRoutes profileRoutes(
            FoundPeople people,
            Queries queries,
            AccountProperties properties,
            LastTold lastTold,
            GatewayLimits limits,
            Blocking blocking) {
        return new ProfileRoutes(people, queries, properties.search(), lastTold, limits, blocking);
    }
}
