package io.verbatim.query.presence;

import io.verbatim.query.projection.DocumentKind;

/// An epoch of a gateway that was lost.
///
/// @param at its last sign of life, in milliseconds
record LostGateway(long at) {

    static final DocumentKind<LostGateway> KIND = DocumentKind.of("gl", LostGateway.class);

    static String key(String gateway) {
        return KIND.key(gateway);
    }
}
