package io.verbatim.query.projection;

import io.verbatim.api.Event;
import java.util.HashSet;
import java.util.Set;

/// Event types that a projection ignores.
public final class Ignored {

    private Ignored() {}

    /// These, and all of those unions that are among them.
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static Set<Class<? extends Event>> allOf(Class<? extends Event>... types) {
        Set<Class<? extends Event>> ignored = new HashSet<>();
        for (Class<? extends Event> type : types) {
            if (type.isSealed()) {
                for (Class<?> permitted : type.getPermittedSubclasses()) {
                    ignored.add(permitted.asSubclass(Event.class));
                }
            } else {
                ignored.add(type);
            }
        }
        return Set.copyOf(ignored);
    }
}
