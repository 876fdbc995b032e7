package io.verbatim.api.conversation;

/// How many reactions a message takes. No settings: what the log says is folded with them, the same at all times.
public final class ReactionLimits {

    /// Different emoji of a message; a reaction with another changes nothing.
    public static final int EMOJI = 100;

    /// Emoji of one person on a message; a reaction with another changes nothing.
    public static final int OF_ONE_PERSON = 10;

    private ReactionLimits() {}
}
