/// What follows from what was recorded: commands to other aggregates.
@NullMarked
package io.verbatim.command.automation;

import org.jspecify.annotations.NullMarked;
