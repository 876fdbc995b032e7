package io.verbatim.api.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of watermarks.
///
/// @param members in the order of member numbers
/// @param next where the next page begins, opaque; null: there is none
public record ReceiptsPage(
        List<ReceiptView> members, @Nullable String next) {

    public ReceiptsPage {
        members = List.copyOf(members);
    }
}
