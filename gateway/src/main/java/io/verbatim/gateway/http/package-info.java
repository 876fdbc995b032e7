/// The REST half of the protocol.
@NullMarked
package io.verbatim.gateway.http;

import org.jspecify.annotations.NullMarked;
