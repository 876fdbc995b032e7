package io.verbatim.api;

import io.verbatim.api.conversation.ConversationId;
import java.util.Map;

/// How much of the log a read must have seen: reads may lag behind writes, but a gateway shows no user less than it has
/// told that user already. A read that is behind waits for a bounded time, then is refused with
/// [RefusalCode#BEHIND].
///
/// @param position the views must have reached this position of the log; 0: whatever they have
/// @param versions the conversations must have reached these versions
public record AtLeast(long position, Map<ConversationId, Long> versions) {

    /// Whatever the views have now.
    public static final AtLeast ANYTHING = new AtLeast(0, Map.of());

    public AtLeast {
        versions = Map.copyOf(versions);
    }

    public static AtLeast position(long position) {
        return new AtLeast(position, Map.of());
    }

    public static AtLeast version(ConversationId conversation, long version) {
        return new AtLeast(0, Map.of(conversation, version));
    }
}
