/// The views of presence: sessions, when people were last seen, and which gateways were lost.
@NullMarked
package io.verbatim.query.presence;

import org.jspecify.annotations.NullMarked;
