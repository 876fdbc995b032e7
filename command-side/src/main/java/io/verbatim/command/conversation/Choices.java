package io.verbatim.command.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What people have chosen for themselves in a conversation: how far they have cleared it, and their settings. By
/// person, not by stay: who comes again finds both as they were.
final class Choices {

    private static final int HEAP_BYTES = 160;
    private static final int NEVER = -1;

    private final Map<Uid, Choice> byPerson = new LinkedHashMap<>(2);

    Choices() {}

    Choices(List<Choice> all) {
        all.forEach(choice -> byPerson.put(choice.person(), choice));
    }

    Choice of(Uid person) {
        Choice choice = byPerson.get(person);
        return choice == null ? new Choice(person, NEVER, ConversationSettings.DEFAULT) : choice;
    }

    void cleared(Uid person, long through) {
        byPerson.put(person, new Choice(person, through, of(person).settings()));
    }

    void set(Uid person, ConversationSettings settings) {
        byPerson.put(person, new Choice(person, of(person).clearedSeq(), settings));
    }

    List<Choice> all() {
        return List.copyOf(byPerson.values());
    }

    int heapBytes() {
        return 64 + byPerson.size() * HEAP_BYTES;
    }

    /// What one person has chosen.
    ///
    /// @param clearedSeq everything up to here is gone for it; 0: it has cleared when there was nothing, -1: never
    record Choice(Uid person, long clearedSeq, ConversationSettings settings) {

        /// Whether clearing through this message changes anything.
        boolean clears(long through) {
            return through > clearedSeq;
        }
    }
}
