package io.verbatim.benchmarks.log;

import io.verbatim.command.log.SnapshotPayloads;
import org.jspecify.annotations.Nullable;

/// For a log without aggregates: there is nothing to take a snapshot of.
final class NoSnapshots implements SnapshotPayloads {

    @Override
    public byte[] write(Object payload) {
        throw new UnsupportedOperationException("snapshot: " + payload + " (expected: none)");
    }

    @Override
    public String nameOf(Object payload) {
        throw new UnsupportedOperationException("snapshot: " + payload + " (expected: none)");
    }

    @Override
    public @Nullable Object read(String name, byte[] bytes) {
        return null;
    }
}
