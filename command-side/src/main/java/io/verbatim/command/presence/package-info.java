/// The aggregates of presence: a person's sessions, and the epochs of gateways that were lost.
@NullMarked
package io.verbatim.command.presence;

import org.jspecify.annotations.NullMarked;
