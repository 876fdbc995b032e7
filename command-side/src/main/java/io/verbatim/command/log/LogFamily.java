package io.verbatim.command.log;

import java.nio.charset.StandardCharsets;

/// The column families of the log. Bulk bytes stand under the ascending position only; all others are small.
enum LogFamily {

    /// `format`, `epoch`, `bookmark/{reader}`.
    META("default"),

    /// position → canonical record. Ascending, so that compaction only moves files.
    EVENTS("events"),

    /// (aggregate id, sequence) → position.
    STREAMS("streams"),

    /// (conversation, sender, client message id) → seq, sentAt, version.
    MESSAGES("messages"),

    /// (conversation, seq) → sender, sequence.
    AUTHORS("authors"),

    /// aggregate id → its newest snapshot.
    SNAPSHOTS("snapshots");

    private final String storedName;

    LogFamily(String storedName) {
        this.storedName = storedName;
    }

    /// The family's name in the store; never changes.
    byte[] storedName() {
        return storedName.getBytes(StandardCharsets.UTF_8);
    }
}
