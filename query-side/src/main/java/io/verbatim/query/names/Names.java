package io.verbatim.query.names;

import io.verbatim.api.Uid;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.projection.DocumentKind;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// By what a person is found: its user id and its name, in the clear. Both are gone once the account is
/// deleted.
///
/// @param userId as people know it
/// @param name as it is searched for
/// @param position of the event that says so
record Names(@Nullable String userId, @Nullable String name, long position) {

    static final DocumentKind<Names> KIND = DocumentKind.of("nm", Names.class);

    private static final String ROWS = "ni/";

    static String key(Uid person) {
        return KIND.key(person.value());
    }

    static KeyRange allDocuments() {
        return KeyRange.startingWith(KIND.key(""));
    }

    static KeyRange allRows() {
        return KeyRange.startingWith(ROWS);
    }

    /// A text as it is searched for: without regard to case, or to how its characters are composed.
    static String searched(String text) {
        return Normalizer.normalize(text.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
    }

    /// The different texts by which the person is found, in ascending order.
    List<String> terms() {
        return Stream.of(userId, name)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /// `ni/{term in hexadecimal UTF-8}/{uid}`: people by what they are found by.
    static String row(String term, String person) {
        return rows(term) + '/' + person;
    }

    /// What the rows of all terms begin with that begin so.
    static String rows(String beginning) {
        return ROWS + HexFormat.of().formatHex(beginning.getBytes(StandardCharsets.UTF_8));
    }

    /// What a row says of its place, to go on behind it.
    static String placeOf(String row) {
        return row.substring(ROWS.length());
    }

    static String rowAt(String place) {
        return ROWS + place;
    }

    static Uid person(String row) {
        return new Uid(row.substring(row.length() - Uid.LENGTH));
    }

    static String term(String row) {
        String hex = row.substring(ROWS.length(), row.length() - Uid.LENGTH - 1);
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }
}
