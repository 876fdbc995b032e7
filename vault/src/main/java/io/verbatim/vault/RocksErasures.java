package io.verbatim.vault;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.Erasures;
import java.util.ArrayList;
import java.util.List;

/// Erases people: all of it in one write.
final class RocksErasures implements Erasures {

    private static final byte[] NOTHING = {};
    private static final String UNFINISHED = "xu/";

    private final VaultStore store;
    private final RocksKeys keys;
    private final RocksSecrets secrets;

    RocksErasures(VaultStore store, RocksKeys keys, RocksSecrets secrets) {
        this.store = store;
        this.keys = keys;
        this.secrets = secrets;
    }

    /// What says that a person is erased.
    static String erased(Uid person) {
        return "x/" + person;
    }

    @Override
    public List<DeviceId> erase(Uid person) {
        List<String> gone = new ArrayList<>();
        List<DeviceId> devices =
                store.people().locked(person, () -> isErased(person) ? again(person, gone) : first(person, gone));
        store.expunge(gone);
        return devices;
    }

    private List<DeviceId> first(Uid person, List<String> gone) {
        Changes changes = new Changes().put(erased(person), NOTHING);
        List<DeviceId> signedOut = secrets.erase(person, changes);
        String profileKey = keys.eraseProfileKey(person, changes);
        gone.addAll(changes.deleted());
        store.write(changes.put(UNFINISHED + person, profileKey == null ? NOTHING : VaultStore.ascii(profileKey)));
        if (profileKey != null) {
            keys.forgetProfileKey(person, profileKey);
        }
        return signedOut;
    }

    /// A crash may have come before it was gone from the disk too.
    private List<DeviceId> again(Uid person, List<String> gone) {
        byte[] profileKey = store.get(UNFINISHED + person);
        if (profileKey != null && profileKey.length > 0) {
            gone.add(RocksKeys.keyOf(VaultStore.text(profileKey)));
        }
        return List.of();
    }

    @Override
    public boolean isErased(Uid person) {
        return store.get(erased(person)) != null;
    }

    @Override
    public List<Uid> unfinished() {
        return store.keys(UNFINISHED).stream()
                .map(key -> new Uid(key.substring(UNFINISHED.length())))
                .toList();
    }

    @Override
    public void finished(Uid person) {
        store.write(new Changes().delete(UNFINISHED + person));
    }
}
