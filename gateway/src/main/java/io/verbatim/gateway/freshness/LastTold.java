package io.verbatim.gateway.freshness;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What each user was last told by this gateway, so that no read shows it less. Kept in bounded memory, and no longer
/// than a view could reasonably lag.
public final class LastTold {
    /// The header by which a client asks the same of any gateway.
    public static final String HEADER = "Verbatim-At-Least";

    private static final int USERS = 100_000;
    private static final int CONVERSATIONS = 64;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Cursors cursors;
    private final Cache<Uid, Told> users =
            Caffeine.newBuilder().maximumSize(USERS).expireAfterAccess(KEPT).build();

    public LastTold(Cursors cursors) {
        this.cursors = cursors;
    }

    /// The user was told this version of the conversation: in an answer to a write or a read.
    public void told(Uid user, ConversationId conversation, long version) {
        of(user).version(conversation, version);
    }

    /// The user was told what stands at this position of the log: by a frame or a cursor.
    public void told(Uid user, long position) {
        of(user).position(position);
    }

    /// How fresh a read about one conversation must be.
    ///
    /// @param header the value of [#HEADER]: a version of the conversation, or a cursor
    /// @throws ProblemException `invalid` if the header is neither
    public AtLeast atLeast(Uid user, ConversationId conversation, @Nullable String header) {
        Told told = users.getIfPresent(user);
        long version = told == null ? 0 : told.versionOf(conversation);
        long position = told == null ? 0 : told.position();
        if (header != null && isVersion(header)) {
            version = Math.max(version, Long.parseLong(header));
        } else if (header != null) {
            position = Math.max(position, positionOf(header, "a version or a cursor"));
        }
        return new AtLeast(position, version == 0 ? Map.of() : Map.of(conversation, version));
    }

    /// How fresh any other read must be.
    ///
    /// @param header the value of [#HEADER]: a cursor
    /// @throws ProblemException `invalid` if the header is none
    public AtLeast atLeast(Uid user, @Nullable String header) {
        Told told = users.getIfPresent(user);
        long position = told == null ? 0 : told.position();
        if (header != null) {
            position = Math.max(position, positionOf(header, "a cursor"));
        }
        return new AtLeast(position, told == null ? Map.of() : told.versions());
    }

    private long positionOf(String header, String expected) {
        return switch (cursors.decode(header)) {
            case Cursors.Place.At at -> at.position();
            // the history it speaks of is gone: nothing here can be older
            case Cursors.Place.OtherEpoch gone -> 0;
            case Cursors.Place.Unreadable unreadable ->
                throw new ProblemException(Problem.invalid(HEADER, "not readable (expected: " + expected + ")"));
        };
    }

    private Told of(Uid user) {
        return users.get(user, fresh -> new Told());
    }

    private static boolean isVersion(String header) {
        return !header.isEmpty() && header.length() <= 16 && header.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// What one user was told; at the bound the conversation untouched for longest is forgotten.
    private static final class Told {
        private final Map<ConversationId, Long> versions = new LinkedHashMap<>(4, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ConversationId, Long> eldest) {
                return size() > CONVERSATIONS;
            }
        };
        private long position;

        synchronized void version(ConversationId conversation, long version) {
            versions.merge(conversation, version, Math::max);
        }

        synchronized void position(long reached) {
            position = Math.max(position, reached);
        }

        synchronized long versionOf(ConversationId conversation) {
            Long version = versions.get(conversation);
            return version == null ? 0 : version;
        }

        synchronized long position() {
            return position;
        }

        synchronized Map<ConversationId, Long> versions() {
            return Map.copyOf(versions);
        }
    }
}
