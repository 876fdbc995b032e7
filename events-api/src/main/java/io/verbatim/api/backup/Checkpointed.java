package io.verbatim.api.backup;

import java.io.IOException;
import java.nio.file.Path;

/// A durable store that can be copied while it is in use.
public interface Checkpointed {

    /// The name of its folder in a backup: `log`, `vault`.
    String name();

    /// Copies the store as it is at one moment, everything that was durable at the call included.
    ///
    /// @param target a folder that does not exist yet
    void checkpoint(Path target) throws IOException;
}
