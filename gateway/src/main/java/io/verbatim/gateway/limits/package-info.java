/// How much one user may ask of a gateway, and how large things may be.
@NullMarked
package io.verbatim.gateway.limits;

import org.jspecify.annotations.NullMarked;
