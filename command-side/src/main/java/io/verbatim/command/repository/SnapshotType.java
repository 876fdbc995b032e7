package io.verbatim.command.repository;

/// A stored shape of a snapshot.
///
/// @param name logical name and revision: `direct-conversation.1`. Another shape is another name: snapshots of a name
///     that no version knows any more are ignored
/// @param payload the record that it is read into
public record SnapshotType(String name, Class<?> payload) {}
