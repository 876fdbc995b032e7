package io.verbatim.query.profile;

import io.verbatim.api.Uid;
import io.verbatim.query.projection.DocumentKind;

/// What one person has decided about another.
///
/// @param blocked whether it is blocked
/// @param position of the event that says so
record Block(boolean blocked, long position) {

    static final DocumentKind<Block> KIND = DocumentKind.of("bk", Block.class);

    private static final String BLOCKED = "bl/";

    static String key(Uid by, Uid person) {
        return KIND.key(by.value()) + '/' + person;
    }

    /// `bl/{uid}/{uid}`: whom a person blocks.
    static String row(String key) {
        return BLOCKED + key.substring(BLOCKED.length());
    }

    static String rows(Uid by) {
        return BLOCKED + by + '/';
    }
}
