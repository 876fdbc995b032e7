package io.verbatim.query.projection;

import org.jspecify.annotations.Nullable;

/// How the views are.
public interface ViewsHealth {

    State state();

    /// The last position of the log that is in the views.
    long position();

    /// How many synced events are not in the views yet.
    long lag();

    /// What is wrong, if something is.
    @Nullable
    String fault();

    /// What the views are doing.
    enum State {
        /// Behind what was the log's end at the start: reads wait.
        CATCHING_UP,
        /// As far as the log, or a moment behind.
        LIVE,
        /// The store or the log cannot be reached; tried again and again. Reads wait.
        RETRYING,
        /// A projection cannot fold an event: nothing moves until the program is mended. Reads are refused as
        /// `behind` once they ask for more than is there.
        STOPPED,
        CLOSED
    }
}
