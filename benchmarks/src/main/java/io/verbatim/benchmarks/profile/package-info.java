/// Where the server's CPU time goes, by step.
@NullMarked
package io.verbatim.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
