/// Projections, which are pure folds, and the runner that reads the log once for all of them.
@NullMarked
package io.verbatim.query.projection;

import org.jspecify.annotations.NullMarked;
