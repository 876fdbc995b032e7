package io.verbatim.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who made an event, and in which context: the whole of an event's metadata, a closed list. No address of any kind.
///
/// @param actor the person's [Uid], or a service's name, or a gateway's epoch
/// @param onBehalfOf the [Uid] for whom a service acted
/// @param device the device it came from
/// @param cause what it follows from: another event's id
/// @param trace the trace id of the request
public record EventMetadata(
        String actor,
        @Nullable String onBehalfOf,
        @Nullable String device,
        @Nullable String cause,
        @Nullable String trace) {

    private static final String ACTOR = "actor";
    private static final String ON_BEHALF_OF = "onBehalfOf";
    private static final String DEVICE = "device";
    private static final String CAUSE = "cause";
    private static final String TRACE = "trace";

    /// The metadata of what a person does on a device.
    public static EventMetadata of(Uid actor, @Nullable DeviceId device) {
        return new EventMetadata(actor.value(), null, device == null ? null : device.value(), null, null);
    }

    /// Reads the stored form; unknown keys are dropped.
    public static EventMetadata of(Map<String, ?> stored) {
        String actor = string(stored, ACTOR);
        return new EventMetadata(
                actor == null ? "" : actor,
                string(stored, ON_BEHALF_OF),
                string(stored, DEVICE),
                string(stored, CAUSE),
                string(stored, TRACE));
    }

    /// The stored form, absent values left out.
    public Map<String, String> asMap() {
        Map<String, String> map = LinkedHashMap.newLinkedHashMap(4);
        map.put(ACTOR, actor);
        put(map, CAUSE, cause);
        put(map, DEVICE, device);
        put(map, ON_BEHALF_OF, onBehalfOf);
        put(map, TRACE, trace);
        return map;
    }

    private static void put(Map<String, String> map, String key, @Nullable String value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private static @Nullable String string(Map<String, ?> stored, String key) {
        return stored.get(key) instanceof String value ? value : null;
    }
}
