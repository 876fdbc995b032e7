package io.verbatim.query.projection;

/// A document as it is stored, with the position of the last event folded into it.
public record Versioned<D>(D document, long position) {}
