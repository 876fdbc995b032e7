package io.verbatim.acceptance.driver;

/// What is planted between the server and a device, so that it looks as if the server had done it. Each must be caught.
enum Fault {
    NONE,
    /// Some events of a batch never come, and the cursor moves on.
    DROPPED_BATCH,
    /// Two sends of one connection change places.
    SWAPPED_SENDS,
    /// A receipt is answered, and lost.
    LOST_RECEIPT,
    /// A send is answered before it is synced, and the process dies.
    ANSWER_BEFORE_SYNC,
    /// What is sent on resuming comes from a view that is behind.
    STALE_HEAL,
    /// An answer to a write carries a cursor.
    CURSOR_FROM_ANSWER,
    /// A view has handled an event twice.
    COUNTED_TWICE
}
