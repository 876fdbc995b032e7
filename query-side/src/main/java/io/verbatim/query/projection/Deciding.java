package io.verbatim.query.projection;

/// A document that knows whether what was asked of it has changed anything.
public interface Deciding {

    /// Whether the event at this position, which has been folded, has changed it. Of events before its last change not
    /// all may be told apart: those count as changes, since what rests upon them is overtaken by the last one.
    boolean changedAt(long position);
}
