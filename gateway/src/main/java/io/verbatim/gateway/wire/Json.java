package io.verbatim.gateway.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// The JSON of the wire, in and out: camelCase, absent instead of null, times in RFC 3339 UTC with milliseconds.
public final class Json {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // `data` keeps its numbers as they were written
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addModule(new SimpleModule("wire").addSerializer(Instant.class, new Time()))
            .build();

    private Json() {}

    /// The one mapper of the wire.
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /// UTF-8 bytes of a wire record.
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// A time as the wire has it.
    public static String time(Instant at) {
        return TIME.format(at);
    }

    private static final class Time extends StdSerializer<Instant> {
        Time() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant at, JsonGenerator out, SerializationContext context) {
            out.writeString(time(at));
        }
    }
}
