/// The embedded log by itself: no aggregates, no bus.
@NullMarked
package io.verbatim.benchmarks.log;

import org.jspecify.annotations.NullMarked;
