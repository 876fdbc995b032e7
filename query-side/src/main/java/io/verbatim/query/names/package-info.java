/// The index of people's ids and names, plain: the exception to what is sealed, and in no backup.
@NullMarked
package io.verbatim.query.names;

import org.jspecify.annotations.NullMarked;
