package io.verbatim.gateway.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a member's devices have. Of two copies the greater of each watermark holds.
///
/// @param userId who
/// @param deliveredSeq everything up to here has arrived
/// @param deliveredAt when that moved last
/// @param readSeq everything up to here was read
/// @param readAt when that moved last
public record WireReceipt(
        String userId,
        long deliveredSeq,
        @Nullable Instant deliveredAt,
        long readSeq,
        @Nullable Instant readAt) {}
