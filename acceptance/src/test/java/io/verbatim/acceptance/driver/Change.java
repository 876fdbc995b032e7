package io.verbatim.acceptance.driver;

/// What can be done to messages and chats that are there.
enum Change {
    EDIT,
    DELETE,
    HIDE,
    REACT,
    UNREACT,
    CLEAR,
    MUTE,
    MUTE_UNTIL,
    UNMUTE,
    ARCHIVE,
    UNARCHIVE
}
