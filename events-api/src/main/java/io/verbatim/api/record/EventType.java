package io.verbatim.api.record;

import io.verbatim.api.Event;

/// A stored shape of an event.
///
/// @param name the logical name
/// @param revision the shape's revision, from 1
/// @param payload the record that it is read into
public record EventType(String name, int revision, Class<? extends Event> payload) {}
