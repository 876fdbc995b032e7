package io.verbatim.command.log;

import org.jspecify.annotations.Nullable;

/// How snapshots of aggregates are stored. Unlike an event, a snapshot may be thrown away: what cannot be
/// read any more is ignored, and the aggregate is loaded from its events.
public interface SnapshotPayloads {

    /// The bytes to store.
    byte[] write(Object payload);

    /// The logical name under which a payload is stored, with its revision: `name.revision`.
    String nameOf(Object payload);

    /// The payload, or null if this version of the program does not know the name.
    @Nullable
    Object read(String name, byte[] bytes);
}
