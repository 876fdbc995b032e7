/// One JVM with everything: the program.
@NullMarked
package io.verbatim.standalone;

import org.jspecify.annotations.NullMarked;
