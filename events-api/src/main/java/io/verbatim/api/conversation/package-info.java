/// Conversations: their commands, events, queries and views.
@NullMarked
package io.verbatim.api.conversation;

import org.jspecify.annotations.NullMarked;
