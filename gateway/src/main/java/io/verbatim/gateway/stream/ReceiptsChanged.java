package io.verbatim.gateway.stream;

import io.verbatim.gateway.wire.WireReceipt;
import java.util.List;

/// Watermarks that have moved, as they now stand.
///
/// @param conversationId where
/// @param members whose
record ReceiptsChanged(String conversationId, List<WireReceipt> members) {
    ReceiptsChanged {
        members = List.copyOf(members);
    }
}
