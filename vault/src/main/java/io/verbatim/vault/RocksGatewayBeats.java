package io.verbatim.vault;

import io.verbatim.api.vault.GatewayBeats;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Last beats, all in one value: there are few. One process has the store, so whoever has not beaten since it was
/// opened is gone.
final class RocksGatewayBeats implements GatewayBeats {

    private static final String KEY = "gb";

    private final VaultStore store;
    private final Set<String> alive = new HashSet<>(); // guarded, as what is stored, by this

    RocksGatewayBeats(VaultStore store) {
        this.store = store;
    }

    @Override
    public synchronized void beat(String gateway, Instant at) {
        alive.add(gateway);
        Map<String, Long> stored = stored();
        stored.put(gateway, at.toEpochMilli());
        store.write(new Changes().put(KEY, VaultJson.write(new Stored(stored))));
    }

    @Override
    public synchronized List<Beat> beats() {
        return stored().entrySet().stream()
                .map(beat ->
                        new Beat(beat.getKey(), Instant.ofEpochMilli(beat.getValue()), !alive.contains(beat.getKey())))
                .toList();
    }

    @Override
    public synchronized void forget(String gateway) {
        Map<String, Long> stored = stored();
        if (stored.remove(gateway) != null) {
            store.write(new Changes().put(KEY, VaultJson.write(new Stored(stored))));
        }
    }

    private Map<String, Long> stored() {
        Stored stored = VaultJson.read(store.get(KEY), Stored.class);
        return stored == null || stored.beats() == null ? new TreeMap<>() : new TreeMap<>(stored.beats());
    }

    /// @param beats milliseconds, by epoch
    record Stored(@Nullable Map<String, Long> beats) {}
}
