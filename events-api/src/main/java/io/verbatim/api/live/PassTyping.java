package io.verbatim.api.live;

/// Has a router tell the gateways that somebody types. Answered with its [RouterName].
///
/// @param signal who, where, and to whom it may be told
public record PassTyping(TypingSignal signal) {}
