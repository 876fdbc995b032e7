/// Answering queries from the views: waiting until they have seen enough, refusing, and the threads that
/// read.
@NullMarked
package io.verbatim.query.answers;

import org.jspecify.annotations.NullMarked;
