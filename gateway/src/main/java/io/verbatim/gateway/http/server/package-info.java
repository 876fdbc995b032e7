/// What the server is, for anybody.
@NullMarked
package io.verbatim.gateway.http.server;

import org.jspecify.annotations.NullMarked;
