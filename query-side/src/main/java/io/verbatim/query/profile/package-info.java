/// Views of people: profiles, their own accounts, who blocks whom, who talks with whom.
@NullMarked
package io.verbatim.query.profile;

import org.jspecify.annotations.NullMarked;
