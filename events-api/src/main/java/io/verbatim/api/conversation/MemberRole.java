package io.verbatim.api.conversation;

/// What a member may do.
public enum MemberRole {
    MEMBER
}
