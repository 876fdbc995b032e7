package io.verbatim.query.documents;

/// An index row that no longer holds.
///
/// @param key the row's key
/// @param position the position of the log that ended it: a row made later stays
public record GoneRow(String key, long position) {}
