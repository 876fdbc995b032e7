package io.verbatim.vault;

import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.Handles;
import org.jspecify.annotations.Nullable;

/// Handles and uids, both ways. Neither is ever changed or deleted, so what is cached stays true.
final class RocksHandles implements Handles {

    private final VaultStore store;
    private final RandomValues random;
    private final Stripes handles = new Stripes();
    private final BoundedCache<Handle, Uid> uids;
    private final BoundedCache<Uid, Handle> handlesOf;

    /// @param cachedHandles how many people are kept in memory; beyond it the longest unused are read again when needed
    RocksHandles(VaultStore store, RandomValues random, int cachedHandles) {
        this.store = store;
        this.random = random;
        this.uids = new BoundedCache<>(cachedHandles);
        this.handlesOf = new BoundedCache<>(cachedHandles);
    }

    @Override
    public Uid reserve(Handle handle) {
        Uid known = find(handle);
        return known != null
                ? known
                : handles.locked(handle, () -> {
                    Uid meanwhile = find(handle);
                    return meanwhile != null ? meanwhile : create(handle);
                });
    }

    @Override
    public @Nullable Uid find(Handle handle) {
        return uids.get(handle, missing -> {
            byte[] stored = store.get("h/" + missing);
            return stored == null ? null : new Uid(VaultStore.text(stored));
        });
    }

    @Override
    public @Nullable Handle handleOf(Uid uid) {
        return handlesOf.get(uid, missing -> {
            byte[] stored = store.get("u/" + missing);
            return stored == null ? null : new Handle(VaultStore.text(stored));
        });
    }

    private Uid create(Handle handle) {
        Uid uid = random.uid();
        while (store.get("u/" + uid) != null) {
            uid = random.uid();
        }
        store.write(new Changes()
                .put("h/" + handle, VaultStore.ascii(uid.value()))
                .put("u/" + uid, VaultStore.ascii(handle.value())));
        uids.put(handle, uid);
        handlesOf.put(uid, handle);
        return uid;
    }
}
