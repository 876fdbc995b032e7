/// Documents in RocksDB, the embedded default.
@NullMarked
package io.verbatim.query.documents.rocks;

import org.jspecify.annotations.NullMarked;
