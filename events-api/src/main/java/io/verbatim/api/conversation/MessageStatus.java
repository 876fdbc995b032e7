package io.verbatim.api.conversation;

/// How far a message has come, for its sender: each holds when it holds for all who could see it.
public enum MessageStatus {
    SENT,
    DELIVERED,
    READ
}
