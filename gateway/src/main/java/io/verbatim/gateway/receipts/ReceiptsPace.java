package io.verbatim.gateway.receipts;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much time passes at least between two recordings of receipts in one conversation; what comes meanwhile is
/// recorded together. Receipts of up to 32 members wait for nothing.
///
/// @param some in groups of up to 256 members
/// @param many in groups of up to 2,048 members
/// @param most in larger groups
@ConfigurationProperties("verbatim.gateway.receipts")
public record ReceiptsPace(
        @DefaultValue("250ms") Duration some,
        @DefaultValue("1s") Duration many,
        @DefaultValue("5s") Duration most) {

    private static final int FEW_MEMBERS = 32;
    private static final int SOME_MEMBERS = 256;
    private static final int MANY_MEMBERS = 2_048;

    Duration between(int members) {
        if (members <= FEW_MEMBERS) {
            return Duration.ZERO;
        }
        return members <= SOME_MEMBERS ? some : members <= MANY_MEMBERS ? many : most;
    }
}
