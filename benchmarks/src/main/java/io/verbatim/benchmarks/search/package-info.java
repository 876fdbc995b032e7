/// Search in many messages.
@NullMarked
package io.verbatim.benchmarks.search;

import org.jspecify.annotations.NullMarked;
