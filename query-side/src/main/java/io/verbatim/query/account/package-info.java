/// The view of what has changed for a person alone, in none of its conversations.
@NullMarked
package io.verbatim.query.account;

import org.jspecify.annotations.NullMarked;
