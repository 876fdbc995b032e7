/// The live stream as server-sent events, and without staying.
@NullMarked
package io.verbatim.gateway.sse;

import org.jspecify.annotations.NullMarked;
