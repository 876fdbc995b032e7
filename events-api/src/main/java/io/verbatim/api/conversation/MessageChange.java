package io.verbatim.api.conversation;

/// What can happen to a message after it was sent, in the eyes of all who see it.
public enum MessageChange {
    EDITED,
    DELETED,
    REACTED
}
