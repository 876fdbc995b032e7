package io.verbatim.vault;

import io.verbatim.api.Uid;
import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.Sealed;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Data keys: one for each person's profile, and one for what a person writes in a month (UTC). Key ids are
/// random, so
/// that they say nothing in the log.
final class RocksKeys implements Keys {

    private static final int ID_CHARACTERS = 10;
    private static final String PROFILE_SLOT = "p";

    private final VaultStore store;
    private final Clock clock;
    private final RandomValues random;
    private final BoundedCache<String, DataKey> byId;
    private final BoundedCache<Uid, DataKey> profileKeys;
    private final BoundedCache<Uid, MessageKey> messageKeys;
    private volatile Month month;

    /// @param cachedKeys how many keys are kept in memory; beyond it the longest unused are read again when
    ///     needed
    RocksKeys(VaultStore store, Clock clock, RandomValues random, int cachedKeys) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.byId = new BoundedCache<>(cachedKeys);
        this.profileKeys = new BoundedCache<>(cachedKeys);
        this.messageKeys = new BoundedCache<>(cachedKeys);
        this.month = Month.of(clock.millis());
    }

    @Override
    public Sealed sealMessage(Uid author, String plain) {
        Month now = month();
        MessageKey known = messageKeys.get(author);
        if (known == null || !known.month.equals(now)) {
            known = new MessageKey(now, keyFor(author, now.name));
            messageKeys.put(author, known);
        }
        return known.key.seal(plain);
    }

    @Override
    public Sealed sealProfile(Uid person, String plain) {
        DataKey key = profileKeys.get(person);
        if (key == null) {
            key = keyFor(person, PROFILE_SLOT);
            profileKeys.put(person, key);
        }
        return key.seal(plain);
    }

    @Override
    public @Nullable String open(Sealed sealed) {
        DataKey key = byId.get(sealed.keyId(), this::load);
        return key == null ? null : key.open(sealed);
    }

    private DataKey keyFor(Uid owner, String slot) {
        String slotKey = "ko/" + owner + "/" + slot;
        return store.people().locked(owner, () -> {
            store.requireNotErased(owner);
            byte[] id = store.get(slotKey);
            DataKey key = id == null ? null : byId.get(VaultStore.text(id), this::load);
            return key == null ? create(slotKey) : key;
        });
    }

    /// Destroys the profile key, as a part of its person's erasure: it goes with the changes. Under the
    /// person's lock.
    ///
    /// @return its id; null if there is none
    @Nullable
    String eraseProfileKey(Uid person, Changes changes) {
        String slotKey = "ko/" + person + "/" + PROFILE_SLOT;
        byte[] stored = store.get(slotKey);
        if (stored == null) {
            return null;
        }
        String id = VaultStore.text(stored);
        changes.delete(keyOf(id)).delete(slotKey);
        return id;
    }

    /// The changes are written: the key is forgotten here too.
    void forgetProfileKey(Uid person, String id) {
        profileKeys.remove(person);
        byId.remove(id);
    }

    /// Where a key is stored.
    static String keyOf(String id) {
        return "k/" + id;
    }

    private @Nullable DataKey load(String id) {
        byte[] key = store.get(keyOf(id));
        return key == null ? null : new DataKey(id, key, random);
    }

    private DataKey create(String slotKey) {
        String id = random.id(ID_CHARACTERS);
        while (store.get(keyOf(id)) != null) {
            id = random.id(ID_CHARACTERS);
        }
        byte[] key = random.bytes(DataKey.BYTES);
        store.write(new Changes().put(keyOf(id), key).put(slotKey, VaultStore.ascii(id)));
        DataKey created = new DataKey(id, key, random);
        byId.put(id, created);
        return created;
    }

    private Month month() {
        long now = clock.millis();
        Month current = month;
        if (now < current.from || now >= current.to) {
            current = Month.of(now);
            month = current;
        }
        return current;
    }

    /// @param from its beginning, in epoch milliseconds
    /// @param to the next one's beginning
    private record Month(String name, long from, long to) {

        static Month of(long millis) {
            YearMonth month = YearMonth.from(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
            return new Month(month.toString(), start(month), start(month.plusMonths(1)));
        }

        private static long start(YearMonth month) {
            return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        }
    }

    private record MessageKey(Month month, DataKey key) {}
}
