package io.verbatim.query.documents;

/// Keys from one to another, in the order of their characters.
///
/// @param from inclusive
/// @param to exclusive
public record KeyRange(String from, String to) {

    /// All keys that begin so.
    ///
    /// @param prefix not empty; its last character is not the last there is
    public static KeyRange startingWith(String prefix) {
        return new KeyRange(prefix, after(prefix));
    }

    /// Those of the keys beginning with `prefix` that are not before `from`.
    public static KeyRange startingWith(String prefix, String from) {
        return new KeyRange(from, after(prefix));
    }

    private static String after(String prefix) {
        int last = prefix.length() - 1;
        return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
    }
}
