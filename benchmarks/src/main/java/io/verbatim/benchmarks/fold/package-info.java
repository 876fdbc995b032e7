/// How fast views are made from the log.
@NullMarked
package io.verbatim.benchmarks.fold;

import org.jspecify.annotations.NullMarked;
