/// The command bus: lanes, and answers that wait for the sync.
@NullMarked
package io.verbatim.command.bus;

import org.jspecify.annotations.NullMarked;
