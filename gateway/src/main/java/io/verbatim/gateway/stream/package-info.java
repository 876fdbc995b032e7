/// The live stream, whatever carries it: connections, how they join, what they are told.
@NullMarked
package io.verbatim.gateway.stream;

import org.jspecify.annotations.NullMarked;
