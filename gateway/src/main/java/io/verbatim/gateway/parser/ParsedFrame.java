package io.verbatim.gateway.parser;

import io.verbatim.gateway.error.Problem;

/// What the parser makes of one frame.
public sealed interface ParsedFrame {
    /// What the client says.
    record Read(ClientFrame frame) implements ParsedFrame {}

    /// It could not be read.
    record Malformed(Problem problem) implements ParsedFrame {}

    /// The parser has a fault that this frame shows; others are parsed all the same.
    record Faulted(Throwable fault) implements ParsedFrame {}
}
