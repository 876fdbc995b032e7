/// Who calls: access tokens, and whether they still hold.
@NullMarked
package io.verbatim.gateway.auth;

import org.jspecify.annotations.NullMarked;
