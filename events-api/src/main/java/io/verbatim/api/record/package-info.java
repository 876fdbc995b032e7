/// How an event is stored: logical names, JSON payloads, the canonical record.
@NullMarked
package io.verbatim.api.record;

import org.jspecify.annotations.NullMarked;
