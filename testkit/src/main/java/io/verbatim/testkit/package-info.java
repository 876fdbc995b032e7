/// What tests of all modules share: people, a clock, keys that hide nothing, histories.
@NullMarked
package io.verbatim.testkit;

import org.jspecify.annotations.NullMarked;
