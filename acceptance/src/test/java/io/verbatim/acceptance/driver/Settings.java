package io.verbatim.acceptance.driver;

import tools.jackson.databind.JsonNode;

/// What somebody has set for itself in a conversation, as far as a device knows.
///
/// @param mutedUntil empty: for ever, or not muted
/// @param version of the last change
record Settings(boolean muted, String mutedUntil, boolean archived, long version) {

    static final Settings NONE = new Settings(false, "", false, 0);

    /// @param said an entry of the inbox, or an event's data
    static Settings of(JsonNode said, long version) {
        return new Settings(
                said.path("muted").asBoolean(false),
                said.path("mutedUntil").asString(""),
                said.path("archived").asBoolean(false),
                version);
    }

    Settings orNewer(Settings other) {
        return other.version > version ? other : this;
    }
}
