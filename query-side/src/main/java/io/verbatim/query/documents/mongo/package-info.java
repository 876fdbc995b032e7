/// Documents in MongoDB.
@NullMarked
package io.verbatim.query.documents.mongo;

import org.jspecify.annotations.NullMarked;
