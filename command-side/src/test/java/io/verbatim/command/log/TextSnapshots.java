package io.verbatim.command.log;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Snapshots that are texts, all but those that begin with `unknown`.
final class TextSnapshots implements SnapshotPayloads {

    @Override
    public byte[] write(Object payload) {
        return payload.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String nameOf(Object payload) {
        return payload.toString().startsWith("unknown") ? "unknown.1" : "text.1";
    }

    @Override
    public @Nullable Object read(String name, byte[] bytes) {
        return name.equals("text.1") ? new String(bytes, StandardCharsets.UTF_8) : null;
    }
}
