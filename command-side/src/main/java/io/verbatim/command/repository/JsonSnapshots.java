package io.verbatim.command.repository;

import io.verbatim.command.log.SnapshotPayloads;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Snapshots as JSON.
public final class JsonSnapshots implements SnapshotPayloads {

    private final JsonMapper json = JsonMapper.shared();
    private final Map<String, SnapshotType> byName;
    private final Map<Class<?>, SnapshotType> byClass;

    /// @param types all that can be stored
    public JsonSnapshots(Collection<SnapshotType> types) {
        this.byName = types.stream().collect(Collectors.toUnmodifiableMap(SnapshotType::name, Function.identity()));
        this.byClass = types.stream().collect(Collectors.toUnmodifiableMap(SnapshotType::payload, Function.identity()));
    }

    @Override
    public byte[] write(Object payload) {
        return json.writeValueAsBytes(payload);
    }

    @Override
    public String nameOf(Object payload) {
        SnapshotType type = byClass.get(payload.getClass());
        if (type == null) {
            throw new IllegalArgumentException("snapshot: " + payload.getClass() + " (expected: " + byName + ")");
        }
        return type.name();
    }

    @Override
    public @Nullable Object read(String name, byte[] bytes) {
        SnapshotType type = byName.get(name);
        return type == null ? null : json.readValue(bytes, type.payload());
    }
}
