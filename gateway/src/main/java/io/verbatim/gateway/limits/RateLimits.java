package io.verbatim.gateway.limits;

import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// How often one may ask. Counted by this gateway alone, in bounded memory.
public final class RateLimits {
    private static final int IPV6_NETWORK_BYTES = 8;
    private static final Duration TYPING_EVERY = Duration.ofSeconds(3);

    private final boolean enabled;
    private final TokenBuckets<Uid> sends;
    private final TokenBuckets<Uid> calls;
    private final TokenBuckets<String> anonymousCalls;
    private final TokenBuckets<String> signIns;
    private final TokenBuckets<String> failures;
    private final TokenBuckets<Typing> typing;

    public RateLimits(RateLimitProperties properties, Clock clock) {
        int remembered = properties.remembered();
        Duration second = Duration.ofSeconds(1);
        this.enabled = properties.enabled();
        this.sends =
                new TokenBuckets<>(properties.sendsBurst(), properties.sendsPerSecond(), second, remembered, clock);
        this.calls =
                new TokenBuckets<>(properties.callsBurst(), properties.callsPerSecond(), second, remembered, clock);
        this.anonymousCalls =
                new TokenBuckets<>(properties.callsBurst(), properties.callsPerSecond(), second, remembered, clock);
        int signInsPerMinute = properties.signInsPerMinute();
        this.signIns = new TokenBuckets<>(signInsPerMinute, signInsPerMinute, Duration.ofMinutes(1), remembered, clock);
        this.failures = new TokenBuckets<>(
                properties.failures(), properties.failures(), properties.failuresWindow(), remembered, clock);
        this.typing = new TokenBuckets<>(1, 1, TYPING_EVERY, remembered, clock);
    }

    /// Whether the user may send a message now; counts it.
    public boolean trySend(Uid user) {
        return !enabled || sends.tryTake(user);
    }

    /// Whether the user may make another call, or send another frame, now; counts it.
    public boolean tryCall(Uid user) {
        return !enabled || calls.tryTake(user);
    }

    /// Whether it may be told now that the user types there; counts it, whether or not other limits are on.
    public boolean tryTyping(Uid user, ConversationId conversation) {
        return typing.tryTake(new Typing(user, conversation));
    }

    /// Whether a call without a token may be made from this address now; counts it.
    public boolean tryAnonymousCall(@Nullable InetSocketAddress from) {
        return !enabled || anonymousCalls.tryTake(network(from));
    }

    /// Counts a sign-in or registration from this address.
    ///
    /// @throws ProblemException `rate-limited`
    public void requireSignIn(@Nullable InetSocketAddress from) {
        String network = network(from);
        if (enabled && !signIns.tryTake(network)) {
            throw limited(signIns.secondsUntilOne(network));
        }
    }

    /// Counts nothing: whether too many passwords of this user were wrong lately.
    ///
    /// @param userId as the client gave it, whether or not there is such a user
    /// @throws ProblemException `rate-limited`
    public void requireFewFailures(String userId) {
        if (enabled && !failures.hasOne(shortened(userId))) {
            throw limited(failures.secondsUntilOne(shortened(userId)));
        }
    }

    /// Counts a wrong password.
    public void failed(String userId) {
        if (enabled) {
            failures.tryTake(shortened(userId));
        }
    }

    private record Typing(Uid user, ConversationId conversation) {}

    private static ProblemException limited(int seconds) {
        return new ProblemException(Problem.of(ProblemName.RATE_LIMITED).withRetryAfter(seconds));
    }

    private static String shortened(String userId) {
        return Handle.isValid(userId) ? userId : "";
    }

    /// An IPv4 address, or the network of an IPv6 one: a household has a whole network of them.
    private static String network(@Nullable InetSocketAddress from) {
        InetAddress address = from == null ? null : from.getAddress();
        if (address == null) {
            return "";
        }
        byte[] bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
    }
}
