package io.verbatim.vault;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A cache of a bounded number of entries for many threads. Two generations: what is not asked for while half of the
/// bound is filled anew is forgotten. A hit takes no lock.
final class BoundedCache<K, V> {

    private final int half;
    private volatile Map<K, V> young = new ConcurrentHashMap<>();
    private volatile Map<K, V> old = Map.of();

    /// @param bound how many entries at most, a few more while threads race
    BoundedCache(int bound) {
        half = Math.max(1, bound / 2);
    }

    @Nullable
    V get(K key) {
        V value = young.get(key);
        if (value != null) {
            return value;
        }
        value = old.get(key);
        if (value != null) {
            put(key, value);
        }
        return value;
    }

    /// The cached value, else the loaded one, which is cached unless it is null. Two threads may load the same.
    @Nullable
    V get(K key, Function<K, @Nullable V> load) {
        V value = get(key);
        if (value == null) {
            value = load.apply(key);
            if (value != null) {
                put(key, value);
            }
        }
        return value;
    }

    void put(K key, V value) {
        Map<K, V> generation = young;
        generation.put(key, value);
        if (generation.size() >= half) {
            age();
        }
    }

    void remove(K key) {
        young.remove(key);
        if (old.containsKey(key)) {
            old.remove(key);
        }
    }

    int size() {
        return young.size() + old.size();
    }

    private synchronized void age() {
        if (young.size() >= half) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }
}
