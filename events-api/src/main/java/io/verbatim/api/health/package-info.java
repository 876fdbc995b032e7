/// Whether the parts do their work.
@NullMarked
package io.verbatim.api.health;

import org.jspecify.annotations.NullMarked;
