package io.verbatim.api;

/// The kinds of aggregates. An aggregate id carries its kind (`conversation:…`), since Axon keys a stream by id alone.
public enum AggregateKind {
    CONVERSATION("conversation"),
    ACCOUNT("account"),
    PRESENCE("presence"),
    /// One epoch of a gateway: one start of a process.
    GATEWAY("gateway");

    private final String prefix;
    private final String storedName;

    AggregateKind(String storedName) {
        this.storedName = storedName;
        this.prefix = storedName + ":";
    }

    /// The aggregate id of what is called `value` within its kind.
    public String idOf(String value) {
        return prefix.concat(value);
    }

    /// Whether `aggregateId` is one of this kind.
    public boolean owns(String aggregateId) {
        return aggregateId.startsWith(prefix);
    }

    /// The part after the prefix.
    ///
    /// @throws IllegalArgumentException if the id is of another kind
    public String nameOf(String aggregateId) {
        if (!owns(aggregateId)) {
            throw new IllegalArgumentException("aggregateId: " + aggregateId + " (expected: " + prefix + "…)");
        }
        return aggregateId.substring(prefix.length());
    }

    /// The aggregate type in stored records; never changes.
    public String storedName() {
        return storedName;
    }
}
