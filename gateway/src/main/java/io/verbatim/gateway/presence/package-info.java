/// Who is connected here, told to the command side; and what becomes of the sessions of gateways that are gone.
@NullMarked
package io.verbatim.gateway.presence;

import org.jspecify.annotations.NullMarked;
