/// What all modules say to each other is built from: ids, commands, events, refusals.
@NullMarked
package io.verbatim.api;

import org.jspecify.annotations.NullMarked;
