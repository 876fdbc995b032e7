package io.verbatim.acceptance;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON in tests: read into trees, written with single quotes.
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    /// Any value as JSON.
    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// A template with `'` for `"`, and its values; none of them may need escaping.
    static String of(String template, Object... values) {
        return template.formatted(values).replace('\'', '"');
    }

    /// The elements of an array; none if it is absent.
    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /// A field of each element, as text.
    static List<String> texts(Iterable<JsonNode> elements, String field) {
        return StreamSupport.stream(elements.spliterator(), false)
                .map(element -> element.path(field).asString(""))
                .toList();
    }

    /// A field of each element, as a number.
    static List<Long> numbers(Iterable<JsonNode> elements, String field) {
        return StreamSupport.stream(elements.spliterator(), false)
                .map(element -> element.path(field).asLong(-1))
                .toList();
    }
}
