package io.verbatim.api.vault;

import io.verbatim.api.Uid;

/// Something was to be kept for a person whose account is deleted.
public final class PersonErasedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PersonErasedException(Uid person) {
        super("person: " + person + " is erased (expected: one with an account)");
    }
}
