package io.verbatim.api.health;

import org.jspecify.annotations.Nullable;

/// A part that can say whether it does its work.
public interface SelfChecked {

    /// Its name in health answers: `log`, `vault`, `views`.
    String name();

    /// What is wrong, for an operator; null when nothing is. Asked every few seconds, by any thread: it answers at once
    /// and changes nothing.
    @Nullable
    String fault();
}
