/// Where views are stored: documents and rows under keys that sort as text.
@NullMarked
package io.verbatim.query.documents;

import org.jspecify.annotations.NullMarked;
