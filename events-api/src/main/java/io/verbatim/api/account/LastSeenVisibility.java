package io.verbatim.api.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who sees when a person was last here, and whether it is here now. Stored, and on the wire, in lower case.
public enum LastSeenVisibility {
    EVERYONE,
    /// Those to whom the person has written in a direct conversation.
    CONTACTS,
    NOBODY;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /// What a name means, or null.
    public static @Nullable LastSeenVisibility named(String name) {
        for (LastSeenVisibility visibility : values()) {
            if (visibility.wireName.equals(name)) {
                return visibility;
            }
        }
        return null;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static LastSeenVisibility stored(String name) {
        LastSeenVisibility visibility = named(name);
        if (visibility == null) {
            throw new IllegalArgumentException("visibility: " + name + " (expected: everyone, contacts or nobody)");
        }
        return visibility;
    }
}
