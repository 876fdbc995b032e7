/// The parser as a role of its own: asked over the query bus by gateways in other processes. Needs nothing of the
/// system
/// but that bus and the limits.
@NullMarked
package io.verbatim.gateway.parser.remote;

import org.jspecify.annotations.NullMarked;
