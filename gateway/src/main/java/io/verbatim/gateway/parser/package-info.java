/// What clients say on a socket: parsed, bounded and validated off the event loop, in order per connection.
@NullMarked
package io.verbatim.gateway.parser;

import org.jspecify.annotations.NullMarked;
