/// The JSON that clients see: immutable records, and how they are made of what the views hold.
@NullMarked
package io.verbatim.gateway.wire;

import org.jspecify.annotations.NullMarked;
