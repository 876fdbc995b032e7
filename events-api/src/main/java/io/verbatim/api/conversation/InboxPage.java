package io.verbatim.api.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of an inbox.
///
/// @param entries the entries
/// @param next where the next page begins, opaque; null: there is none
/// @param position everything up to this position of the log is in the page (taken before it was read)
public record InboxPage(List<InboxEntry> entries, @Nullable String next, long position) {

    public InboxPage {
        entries = List.copyOf(entries);
    }
}
