/// The views of conversations: inbox, timeline, receipts, message info, and what has changed since a place.
@NullMarked
package io.verbatim.query.conversation;

import org.jspecify.annotations.NullMarked;
