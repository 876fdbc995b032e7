package io.verbatim.api.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.verbatim.api.Event;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Events as JSON and back. Absent, null and empty are the same and are not written; properties stand in the order of
/// the record's components, so that the same event always gives the same bytes.
public final class EventPayloads {

    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion
                    .withValueInclusion(JsonInclude.Include.NON_EMPTY)
                    .withContentInclusion(JsonInclude.Include.ALWAYS))
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final Map<String, ObjectReader> readers = new ConcurrentHashMap<>(); // by logical name

    /// The bytes to store.
    public byte[] write(Event event) {
        return json.writeValueAsBytes(event);
    }

    /// The event of a record.
    public Event read(EventRecord stored) {
        return read(stored.type(), stored.payload());
    }

    /// The event of this logical name and these bytes.
    ///
    /// @throws IllegalArgumentException if this version of the program does not know the name
    public Event read(String type, byte[] payload) {
        ObjectReader reader = readers.get(type);
        if (reader == null) {
            reader = json.readerFor(EventTypes.named(type).payload());
            readers.put(type, reader);
        }
        return reader.readValue(payload);
    }
}
