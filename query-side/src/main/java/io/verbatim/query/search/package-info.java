/// The index of what was said, plain: the exception to what is sealed, and in no backup.
@NullMarked
package io.verbatim.query.search;

import org.jspecify.annotations.NullMarked;
