package io.verbatim.api.vault;

import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import org.jspecify.annotations.Nullable;

/// Which person has which handle. A handle is never given to another person, and a uid never gets another handle.
public interface Handles {

    /// The uid of this handle, made if there is none; durable on return. Says nothing about whether an account exists:
    /// a handle without one is taken over by the next attempt to register it.
    Uid reserve(Handle handle);

    /// The uid of a handle, or null if it was never reserved.
    @Nullable
    Uid find(Handle handle);

    /// The handle of a uid, or null if there is no such person.
    @Nullable
    Handle handleOf(Uid uid);
}
