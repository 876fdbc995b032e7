/// The write side: aggregates decide, the bus keeps their order, the log makes it durable.
@NullMarked
package io.verbatim.command;

import org.jspecify.annotations.NullMarked;
