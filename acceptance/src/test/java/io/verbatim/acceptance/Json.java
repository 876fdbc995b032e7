package io.verbatim.acceptance;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON in tests: read into trees, written with single quotes.
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    /// Any value as JSON.
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// A template with `'` for `"`, and its values; none of them may need escaping.
    public static String of(String template, Object... values) {
        return template.formatted(values).replace('\'', '"');
    }

    /// The elements of an array; none if it is absent.
    public static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /// A field of each element, as text.
    public static List<String> texts(Iterable<JsonNode> elements, String field) {
        return StreamSupport.stream(elements.spliterator(), false)
                .map(element -> element.path(field).asString(""))
                .toList();
    }

    /// A field of each element, as a number.
    public static List<Long> numbers(Iterable<JsonNode> elements, String field) {
        return StreamSupport.stream(elements.spliterator(), false)
                .map(element -> element.path(field).asLong(-1))
                .toList();
    }
}
