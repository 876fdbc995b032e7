package io.verbatim.query.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.verbatim.query.documents.KeyNumbers;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// A kind of document: two letters that its keys begin with, and the record that is stored, as JSON. Keys go
/// `{kind}/{partition}`, with `/{number}`s behind where a partition has several.
///
/// @param <D> the record
public final class DocumentKind<D> {

    private static final int NAME_LENGTH = 2;
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_EMPTY))
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final String name;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    private DocumentKind(String name, Class<D> type) {
        this.name = name;
        this.reader = JSON.readerFor(type);
        this.writer = JSON.writerFor(type);
    }

    /// A kind of documents.
    ///
    /// @param name two letters, of no other kind of document or row
    public static <D> DocumentKind<D> of(String name, Class<D> type) {
        if (name.length() != NAME_LENGTH) {
            throw new IllegalArgumentException("kind: " + name + " (expected: two letters)");
        }
        return new DocumentKind<>(name, type);
    }

    /// The key of the one document of a partition.
    public String key(String partition) {
        return name + '/' + partition;
    }

    /// The key of one of the documents of a partition.
    public String key(String partition, long number) {
        return name + '/' + partition + '/' + KeyNumbers.write(number);
    }

    /// The key of one of the documents of a partition, which are numbered twice.
    public String key(String partition, long number, long within) {
        return key(partition, number) + '/' + KeyNumbers.write(within);
    }

    /// The key of one of the documents of a partition, which are named, and numbered within a name.
    ///
    /// @param within without a `/`
    public String key(String partition, String within, long number) {
        return name + '/' + partition + '/' + within + '/' + KeyNumbers.write(number);
    }

    /// The partition in a key of this kind, or of any.
    public static String partition(String key) {
        int end = key.indexOf('/', NAME_LENGTH + 1);
        return end < 0 ? key.substring(NAME_LENGTH + 1) : key.substring(NAME_LENGTH + 1, end);
    }

    /// Whether a document under this key belongs to the partition.
    static boolean belongs(String key, String partition) {
        int end = NAME_LENGTH + 1 + partition.length();
        return key.startsWith(partition, NAME_LENGTH + 1) && (key.length() == end || key.charAt(end) == '/');
    }

    byte[] encode(Object document) {
        return writer.writeValueAsBytes(document);
    }

    D decode(byte[] value) {
        return reader.readValue(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
