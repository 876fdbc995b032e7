package io.verbatim.query.profile;

import io.verbatim.api.Uid;
import io.verbatim.query.projection.DocumentKind;

/// That two people have a direct conversation, whoever has opened it.
///
/// @param position of the event that says so
record Partners(long position) {

    static final DocumentKind<Partners> KIND = DocumentKind.of("dc", Partners.class);

    /// `dp/{uid}/{uid}`: with whom a person has one.
    static String row(Uid person, Uid partner) {
        return rows(person) + partner;
    }

    static String rows(Uid person) {
        return "dp/" + person + '/';
    }
}
