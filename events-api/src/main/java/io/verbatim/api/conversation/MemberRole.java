package io.verbatim.api.conversation;

/// What a member may do.
public enum MemberRole {
    MEMBER,
    /// Changes members, title and picture of a group, and deletes others' messages.
    ADMIN,
    /// An admin whom no other can change or remove; each group that has members has one.
    OWNER;

    /// Whether it may do what admins may.
    public boolean administers() {
        return this != MEMBER;
    }
}
