package io.verbatim.api.live;

/// One start of a router.
///
/// @param name unlike that of any other
public record RouterName(String name) {

    /// The name of a query that this router alone answers.
    public String queryName(Class<?> query) {
        return query.getName() + '@' + name;
    }
}
