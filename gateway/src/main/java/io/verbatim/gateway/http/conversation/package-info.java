/// Conversations, messages, receipts, the inbox.
@NullMarked
package io.verbatim.gateway.http.conversation;

import org.jspecify.annotations.NullMarked;
