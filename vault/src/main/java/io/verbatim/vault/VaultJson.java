package io.verbatim.vault;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The vault's composite values, as JSON; unknown properties are ignored, so that an older program can read them.
final class VaultJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private VaultJson() {}

    static byte[] write(Object value) {
        return JSON.writeValueAsBytes(value);
    }

    static <T> @Nullable T read(byte @Nullable [] stored, Class<T> type) {
        return stored == null ? null : JSON.readValue(stored, type);
    }
}
