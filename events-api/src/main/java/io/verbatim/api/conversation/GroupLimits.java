package io.verbatim.api.conversation;

/// How large groups get.
public final class GroupLimits {

    /// Members of one group; one more is refused with `LIMIT_REACHED`.
    public static final int MEMBERS = 10_000;

    /// People added at once; with more, the request is invalid.
    public static final int ADDED_AT_ONCE = 1_000;

    /// Code points of a title; a longer one is invalid.
    public static final int TITLE = 128;

    /// Up to so many members a conversation names them all, else the reader alone.
    public static final int MEMBERS_INLINE = 100;

    /// Where members are told how many have their messages, and not who: of so many at once.
    public static final int COUNTS_TOLD = 50;

    private GroupLimits() {}
}
