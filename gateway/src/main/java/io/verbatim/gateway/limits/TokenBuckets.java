package io.verbatim.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;

/// A bucket of tokens for each key: full at first, filled at a rate, one token a request. Buckets that would be full
/// anyway are forgotten; so are, at the bound, those that were unseen longest.
final class TokenBuckets<K> {
    private final int burst;
    private final double perMilli;
    private final Clock clock;
    private final Cache<K, Bucket> buckets;

    TokenBuckets(int burst, int tokens, Duration per, int remembered, Clock clock) {
        this.burst = burst;
        this.perMilli = (double) tokens / per.toMillis();
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(remembered)
                .expireAfterAccess(Duration.ofMillis((long) Math.ceil(burst / perMilli) + 1_000))
                .ticker(() -> clock.millis() * 1_000_000)
                .build();
    }

    /// Takes a token, if there is one.
    boolean tryTake(K key) {
        return bucket(key).tryTake(clock.millis(), true);
    }

    /// Whether there is a token.
    boolean hasOne(K key) {
        return bucket(key).tryTake(clock.millis(), false);
    }

    /// How long until there is a token, in whole seconds, at least 1.
    int secondsUntilOne(K key) {
        return bucket(key).secondsUntilOne(clock.millis());
    }

    private Bucket bucket(K key) {
        return buckets.get(key, fresh -> new Bucket(burst, clock.millis()));
    }

    private final class Bucket {
        private double tokens;
        private long filledAt;

        Bucket(double tokens, long filledAt) {
            this.tokens = tokens;
            this.filledAt = filledAt;
        }

        synchronized boolean tryTake(long now, boolean take) {
            fill(now);
            if (tokens < 1) {
                return false;
            }
            if (take) {
                tokens--;
            }
            return true;
        }

        synchronized int secondsUntilOne(long now) {
            fill(now);
            return (int) Math.max(1, Math.ceilDiv(Math.round((1 - tokens) / perMilli), 1_000L));
        }

        private void fill(long now) {
            if (now > filledAt) {
                tokens = Math.min(burst, tokens + (now - filledAt) * perMilli);
                filledAt = now;
            }
        }
    }
}
