/// Who is online, since when not, and through which gateways: commands, events, queries and views.
@NullMarked
package io.verbatim.api.presence;

import org.jspecify.annotations.NullMarked;
