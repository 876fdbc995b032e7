/// The WebSocket: upgrades, and frames in and out of the channel.
@NullMarked
package io.verbatim.gateway.socket;

import org.jspecify.annotations.NullMarked;
