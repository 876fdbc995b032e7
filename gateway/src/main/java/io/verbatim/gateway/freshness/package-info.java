/// What users have been told: nobody is shown less.
@NullMarked
package io.verbatim.gateway.freshness;

import org.jspecify.annotations.NullMarked;
