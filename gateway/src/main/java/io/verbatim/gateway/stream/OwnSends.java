package io.verbatim.gateway.stream;

import io.verbatim.api.conversation.ConversationId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The messages that one connection has sent and that the feed has not shown yet: they are not repeated to it. Bounded:
/// beyond it the oldest is forgotten, and may be repeated. For many threads.
final class OwnSends {
    private static final int MOST = 4_096;

    private @Nullable Map<Key, Own> sends;

    /// An attempt to send begins.
    synchronized void dispatched(ConversationId conversation, String clientMessageId) {
        if (sends == null) {
            sends = new LinkedHashMap<>(4);
        }
        sends.computeIfAbsent(new Key(conversation, clientMessageId), first -> new Own()).unanswered++;
        if (sends.size() > MOST) {
            Iterator<Key> oldest = sends.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /// The attempt was answered.
    ///
    /// @param recorded whether this attempt recorded the message: then the feed will show it
    synchronized void answered(ConversationId conversation, String clientMessageId, boolean recorded) {
        Key key = new Key(conversation, clientMessageId);
        Own own = sends == null ? null : sends.get(key);
        if (own == null) {
            return;
        }
        own.unanswered--;
        own.recorded |= recorded;
        if (own.unanswered == 0 && !own.recorded) {
            forget(key);
        }
    }

    /// The feed shows a message of this user.
    ///
    /// @return whether it is one of this connection's own
    synchronized boolean seen(ConversationId conversation, String clientMessageId) {
        return sends != null && forget(new Key(conversation, clientMessageId));
    }

    private boolean forget(Key key) {
        if (sends == null || sends.remove(key) == null) {
            return false;
        }
        if (sends.isEmpty()) {
            sends = null;
        }
        return true;
    }

    private record Key(ConversationId conversation, String clientMessageId) {}

    private static final class Own {
        private int unanswered;
        private boolean recorded;
    }
}
