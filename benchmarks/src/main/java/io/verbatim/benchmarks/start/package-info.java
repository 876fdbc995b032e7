/// How long the real program takes to start on a store that is full.
@NullMarked
package io.verbatim.benchmarks.start;

import org.jspecify.annotations.NullMarked;
