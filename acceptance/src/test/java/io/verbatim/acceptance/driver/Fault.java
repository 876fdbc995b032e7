package io.verbatim.acceptance.driver;

/// What is planted between the server and a device, so that it looks as if the server had done it. Each must be caught.
enum Fault {
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
    COUNTED_TWICE,
    /// Somebody sees the message before its joining, or after its leaving.
    WINDOW_OFF_BY_ONE,
    /// Who was removed from a group is told what is said there afterwards.
    REMOVED_STILL_TOLD,
    /// An event about the members of a group, or its title, never comes.
    LOST_NOTICE,
    /// What somebody has hidden is on its pages.
    HIDDEN_SHOWN_AGAIN,
    /// One message too few is counted as unread.
    UNREAD_OFF_BY_ONE,
    /// That somebody comes or goes is not told.
    LOST_PRESENCE,
    /// A search finds a message by what it no longer says.
    STALE_SEARCH_HIT,
    /// Who was removed from a group is told who types there.
    TYPING_AFTER_LEAVING,
    /// Who is blocked is told that the other types, or the other way round.
    TYPING_ACROSS_A_BLOCK,
    /// A message to who has blocked its sender is taken.
    SAID_ACROSS_A_BLOCK,
    /// A change of settings is answered, and lost.
    LOST_SETTING,
    /// A change of settings is not told.
    SETTING_NOT_TOLD,
    /// A mention is not counted.
    LOST_MENTION,
    /// A partition of the router gets another owner, and what was not told between the two is passed over.
    LOST_AT_FAILOVER
}
