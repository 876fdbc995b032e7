package io.verbatim.vault;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The embedded vault.
///
/// @param folder where it is stored; made with mode 0700, one process at a time
/// @param argon2 what a password hash costs
/// @param hashing who makes the hashes
/// @param refreshTokenLifetime how long a refresh token may stay unused
/// @param refreshAnswerRepeat how long the exchange of a refresh token may be repeated with its request id
/// @param streamTicketLifetime how long a stream ticket can be used
/// @param streamTickets how many tickets may wait to be spent; more are refused for the time being
/// @param cachedKeys how many data keys of each kind stay in memory (about 2 KiB each)
/// @param cachedHandles how many people's handles stay in memory (about 300 bytes each)
@ConfigurationProperties("verbatim.vault")
record VaultProperties(
        @DefaultValue("data/vault") Path folder,
        @DefaultValue Argon2 argon2,
        @DefaultValue Hashing hashing,
        @DefaultValue("60d") Duration refreshTokenLifetime,
        @DefaultValue("10m") Duration refreshAnswerRepeat,
        @DefaultValue("30s") Duration streamTicketLifetime,
        @DefaultValue("100000") int streamTickets,
        @DefaultValue("20000") int cachedKeys,
        @DefaultValue("50000") int cachedHandles) {

    VaultProperties {
        requirePositive("refresh-token-lifetime", refreshTokenLifetime.toMillis());
        requirePositive("stream-ticket-lifetime", streamTicketLifetime.toMillis());
        requirePositive("stream-tickets", streamTickets);
        requirePositive("cached-keys", cachedKeys);
        requirePositive("cached-handles", cachedHandles);
    }

    /// Argon2id's parameters. Changing them leaves the hashes there are good.
    ///
    /// @param memory what one hash takes, for as long as it is made; at least 8 KiB
    /// @param iterations how often it goes over the memory
    /// @param parallelism lanes of one hash
    record Argon2(
            @DefaultValue("19456KB") DataSize memory,
            @DefaultValue("2") int iterations,
            @DefaultValue("1") int parallelism) {

        Argon2 {
            requirePositive("argon2.memory / 8 KiB", memory.toKilobytes() / 8);
            requirePositive("argon2.iterations", iterations);
            requirePositive("argon2.parallelism", parallelism);
        }
    }

    /// The threads that hash passwords.
    ///
    /// @param threads how many hashes are made at a time
    /// @param queue how many wait; more are refused for the time being
    record Hashing(
            @DefaultValue("1") int threads,
            @DefaultValue("64") int queue) {

        Hashing {
            requirePositive("hashing.threads", threads);
            requirePositive("hashing.queue", queue);
        }
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("verbatim.vault." + name + ": " + value + " (expected: > 0)");
        }
    }
}
