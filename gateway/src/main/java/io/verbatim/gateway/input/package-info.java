/// What clients send, checked before anything is done with it.
@NullMarked
package io.verbatim.gateway.input;

import org.jspecify.annotations.NullMarked;
