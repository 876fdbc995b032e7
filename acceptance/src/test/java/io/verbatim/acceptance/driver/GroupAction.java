package io.verbatim.acceptance.driver;

/// What can be done to a group. Who removes itself leaves.
enum GroupAction {
    ADD,
    ADD_MANY,
    REMOVE,
    ROLE,
    TITLE
}
