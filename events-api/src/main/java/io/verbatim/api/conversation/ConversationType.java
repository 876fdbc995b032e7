package io.verbatim.api.conversation;

/// The kinds of conversations.
public enum ConversationType {
    DIRECT,
    GROUP
}
