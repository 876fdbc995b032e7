/// The aggregates of conversations.
@NullMarked
package io.verbatim.command.conversation;

import org.jspecify.annotations.NullMarked;
