/// Watermarks on their way to the command side.
@NullMarked
package io.verbatim.gateway.receipts;

import org.jspecify.annotations.NullMarked;
