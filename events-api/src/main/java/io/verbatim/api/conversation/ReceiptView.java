package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a member's devices have. Watermarks only grow: of two copies the greater of each holds.
///
/// @param member who
/// @param deliveredSeq everything up to this `seq` has arrived
/// @param deliveredAt when that watermark moved last
/// @param readSeq everything up to this `seq` was read
/// @param readAt when that watermark moved last
public record ReceiptView(
        Uid member,
        long deliveredSeq,
        @Nullable Instant deliveredAt,
        long readSeq,
        @Nullable Instant readAt) {}
