package io.verbatim.acceptance.driver;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// The conversations of a run. Many threads add, and look.
final class Chats {

    private final ConcurrentSkipListMap<String, Chat> byId = new ConcurrentSkipListMap<>();

    void add(Chat chat) {
        byId.put(chat.id(), chat);
    }

    /// Null: whoever makes it has no answer yet.
    @Nullable
    Chat get(String id) {
        return byId.get(id);
    }

    Collection<Chat> all() {
        return List.copyOf(byId.values());
    }

    /// A direct conversation that somebody has opened: it is there for it, whatever was said.
    Chat openedBy(String user) {
        return byId.values().stream()
                .filter(chat -> !chat.isGroup() && chat.initial().getFirst().equals(user))
                .findFirst()
                .orElseThrow();
    }

    /// Conversations that somebody may not know of.
    List<Chat> foreignTo(String user) {
        return byId.values().stream()
                .filter(chat -> !chat.people().contains(user))
                .toList();
    }
}
