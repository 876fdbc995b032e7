package io.verbatim.command.conversation;

/// Why nobody may write in a direct conversation. Stored in its snapshot.
///
/// @param blockedByFirst whether member 1 blocks the other
/// @param blockedBySecond whether member 2 blocks the other
/// @param leftByFirst whether the account of member 1 is deleted
/// @param leftBySecond whether the account of member 2 is deleted
record Barriers(boolean blockedByFirst, boolean blockedBySecond, boolean leftByFirst, boolean leftBySecond) {

    static final Barriers NONE = new Barriers(false, false, false, false);

    boolean any() {
        return blockedByFirst || blockedBySecond || leftByFirst || leftBySecond;
    }

    boolean blockedBy(int member) {
        return member == 1 ? blockedByFirst : blockedBySecond;
    }

    boolean leftBy(int member) {
        return member == 1 ? leftByFirst : leftBySecond;
    }

    Barriers withBlock(int member, boolean blocked) {
        return member == 1
                ? new Barriers(blocked, blockedBySecond, leftByFirst, leftBySecond)
                : new Barriers(blockedByFirst, blocked, leftByFirst, leftBySecond);
    }

    Barriers withLeft(int member) {
        return new Barriers(blockedByFirst, blockedBySecond, leftByFirst || member == 1, leftBySecond || member == 2);
    }
}
