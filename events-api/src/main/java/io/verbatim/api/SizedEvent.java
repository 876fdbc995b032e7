package io.verbatim.api;

/// An event whose stored size varies enough to matter.
public interface SizedEvent {

    /// The stored size of all other events, roughly, in bytes.
    int SMALL = 256;

    /// The stored size, roughly, in bytes.
    int storedBytes();
}
