package io.verbatim.query.projection;

import io.verbatim.api.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Event types that a projection ignores.
public final class Ignored {

    private Ignored() {}

    /// All of a union, which is about something else altogether, and some more.
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static Set<Class<? extends Event>> allOf(Class<? extends Event> union, Class<? extends Event>... more) {
        Set<Class<? extends Event>> ignored = new HashSet<>(List.of(more));
        for (Class<?> type : union.getPermittedSubclasses()) {
            ignored.add(type.asSubclass(Event.class));
        }
        return Set.copyOf(ignored);
    }
}
