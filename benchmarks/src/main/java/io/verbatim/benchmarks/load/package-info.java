/// The load tool: many WebSocket connections on one thread of raw non-blocking sockets. It speaks the client protocol
/// and shares nothing with the server's code, not even its JSON library, so that it costs little and proves something.
@NullMarked
package io.verbatim.benchmarks.load;

import org.jspecify.annotations.NullMarked;
