/// The write side without sockets: aggregates, lanes, log.
@NullMarked
package io.verbatim.benchmarks.command;

import org.jspecify.annotations.NullMarked;
