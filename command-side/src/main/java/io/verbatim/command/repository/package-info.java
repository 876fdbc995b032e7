/// Live aggregates: loaded from the log once, kept as long as they fit.
@NullMarked
package io.verbatim.command.repository;

import org.jspecify.annotations.NullMarked;
