package io.verbatim.gateway.http.account;

import io.verbatim.gateway.input.JsonFields;

/// Rules for new passwords.
final class Passwords {
    private Passwords() {}

    /// Notes what is wrong with a password that is there; says nothing of it.
    static void check(JsonFields fields, String field, String password, AccountProperties properties) {
        int length = password.length();
        if (fields.has(field) && (length < properties.passwordMin() || length > properties.passwordMax())) {
            fields.invalid(
                    field,
                    length + " characters (expected: " + properties.passwordMin() + " to " + properties.passwordMax()
                            + ")");
        }
    }
}
