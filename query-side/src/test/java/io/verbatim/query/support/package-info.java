/// What the tests of the read side share.
package io.verbatim.query.support;
