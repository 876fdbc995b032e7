package io.verbatim.gateway.stream;

import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ReceiptCount;
import io.verbatim.gateway.wire.WireReceipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Watermarks that have moved, as they now stand: of members, or, in larger groups, how many have the receiver's
/// messages.
///
/// @param conversationId where
/// @param members whose; null: it is counts that are told
/// @param counts of which messages; null: it is members that are told
record ReceiptsChanged(
        String conversationId,
        @Nullable List<WireReceipt> members,
        @Nullable List<ReceiptCount> counts) {

    static ReceiptsChanged of(ConversationId conversation, List<WireReceipt> members) {
        return new ReceiptsChanged(conversation.value(), List.copyOf(members), null);
    }

    static ReceiptsChanged counted(ConversationId conversation, List<ReceiptCount> counts) {
        return new ReceiptsChanged(conversation.value(), null, List.copyOf(counts));
    }
}
