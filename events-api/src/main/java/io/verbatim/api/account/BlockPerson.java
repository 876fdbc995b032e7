package io.verbatim.api.account;

import io.verbatim.api.Uid;

/// Blocks somebody. Answered by [AccountAnswer], also when it is blocked already; refused with
/// `LIMIT_REACHED` at
/// 5,000.
/// Holds in the direct conversation of the two once that has been told (`BlockDirectConversation`).
///
/// @param uid who blocks
/// @param person who shall be blocked
public record BlockPerson(Uid uid, Uid person) implements AccountCommand {

    /// @throws IllegalArgumentException if the two are the same
    public BlockPerson {
        if (uid.equals(person)) {
            throw new IllegalArgumentException("person: oneself (expected: somebody else)");
        }
    }
}
