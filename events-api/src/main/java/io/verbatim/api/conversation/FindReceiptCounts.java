package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;
import java.util.List;

/// How many members the messages of some authors have reached whose counts have changed, in one large group: what a
/// gateway tells after `receipts-recorded` where not everybody is told of everybody. Answered by [ReceiptCounts]. Asks
/// for no permission: the router has chosen whom it concerns.
///
/// @param conversationId the group
/// @param authors whose messages
/// @param after only what changed by events after this position
/// @param atLeast the position up to which it must be told
public record FindReceiptCounts(ConversationId conversationId, List<Uid> authors, long after, AtLeast atLeast)
        implements Query<ReceiptCounts> {

    public FindReceiptCounts {
        authors = List.copyOf(authors);
    }
}
