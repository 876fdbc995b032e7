/// The client protocol: REST, WebSocket and server-sent events, and nothing that decides.
@NullMarked
package io.verbatim.gateway;

import org.jspecify.annotations.NullMarked;
