/// The view of people's profiles.
@NullMarked
package io.verbatim.query.profile;

import org.jspecify.annotations.NullMarked;
