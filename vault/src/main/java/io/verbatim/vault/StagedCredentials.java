package io.verbatim.vault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A person's credentials as they are stored: at most eight, of different passwords. Which of them holds is
/// said by an
/// event; `held` is the
/// one of which that is known here, and it is never replaced.
///
/// @param held the id of the credential that is known to hold
/// @param all the oldest first
record StagedCredentials(@Nullable String held, List<Entry> all) {

    static final int LIMIT = 8;
    static final Duration REPLACEABLE_AFTER = Duration.ofMinutes(10);
    static final StagedCredentials NONE = new StagedCredentials(null, List.of());

    StagedCredentials {
        all = List.copyOf(all);
    }

    /// With one more; when there are eight, in the place of the youngest that may be replaced. (The
    /// youngest: if the
    /// one that holds is not known to, it is older than the vain attempts after it.)
    ///
    /// @return null if none may be replaced yet
    @Nullable
    StagedCredentials with(Entry added) {
        List<Entry> entries = new ArrayList<>(all);
        if (entries.size() >= LIMIT) {
            Entry replaced = entries.reversed().stream()
                    .filter(replaceableAt(added.at))
                    .findFirst()
                    .orElse(null);
            if (replaced == null) {
                return null;
            }
            entries.remove(replaced);
        }
        entries.add(held == null ? added : added.toFollow());
        return new StagedCredentials(held, entries);
    }

    boolean isFullAt(Instant now) {
        return all.size() >= LIMIT && all.stream().noneMatch(replaceableAt(now.toEpochMilli()));
    }

    /// This one holds, all others are forgotten; unchanged if it is not here. What was staged lately to
    /// follow the one
    /// that held stays: an event may be about to say that it holds.
    StagedCredentials only(String id, Instant now) {
        if (all.stream().noneMatch(entry -> entry.id.equals(id))) {
            return this;
        }
        long since = now.minus(REPLACEABLE_AFTER).toEpochMilli();
        List<Entry> kept = all.stream()
                .filter(entry -> entry.id.equals(id) || (entry.follows && entry.at > since))
                .map(entry -> entry.id.equals(id) ? new Entry(id, entry.at, entry.hash) : entry)
                .toList();
        return new StagedCredentials(id, kept);
    }

    private Predicate<Entry> replaceableAt(long millis) {
        return entry -> !entry.id.equals(held) && entry.at <= millis - REPLACEABLE_AFTER.toMillis();
    }

    /// @param at when it was staged, in epoch milliseconds
    /// @param hash with its parameters
    /// @param follows whether it was staged to hold after one that was known to
    record Entry(String id, long at, String hash, boolean follows) {

        Entry(String id, long at, String hash) {
            this(id, at, hash, false);
        }

        Entry toFollow() {
            return new Entry(id, at, hash, true);
        }
    }
}
