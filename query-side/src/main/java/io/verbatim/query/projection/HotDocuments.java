package io.verbatim.query.projection;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The documents that were folded last, decoded: the next event mostly finds its document here, and so do
/// readers of what has just happened. Only what is stored is put in, and by the runner alone, so a reader
/// never finds what is older than the store.
final class HotDocuments {

    private final Map<String, Hot> byKey = new ConcurrentHashMap<>();
    private final Map<String, Hot> eldestFirst = new LinkedHashMap<>(); // the runner's alone
    private final int most;

    /// @param most how many are kept; of more, those not folded for longest are dropped
    HotDocuments(int most) {
        this.most = most;
    }

    @Nullable
    Hot get(String key) {
        return byKey.get(key);
    }

    /// Keeps a document as it is now stored.
    void put(String key, Object document, long position) {
        Hot hot = new Hot(document, position);
        eldestFirst.remove(key);
        eldestFirst.put(key, hot);
        byKey.put(key, hot);
    }

    /// Drops what is too much.
    void trim() {
        Iterator<String> eldest = eldestFirst.keySet().iterator();
        while (eldestFirst.size() > most) {
            byKey.remove(eldest.next());
            eldest.remove();
        }
    }

    void clear() {
        eldestFirst.clear();
        byKey.clear();
    }

    /// A document and the position that it was made from.
    record Hot(Object document, long position) {}
}
