/// The embedded event log: group commit, gap-free positions, the message index in the same batch.
@NullMarked
package io.verbatim.command.log;

import org.jspecify.annotations.NullMarked;
