package io.verbatim.command.log;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Refuses appends before the disk is full: while there is some room left, everything that was taken can
/// still be written, flushed and compacted. Looks at most once a second, and takes appends again as soon as
/// there is room.
final class DiskSpace {

    private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);
    private static final long LOOK_AFTER_NANOS = 1_000_000_000;
    private static final long LOOK_AGAIN_AFTER_NANOS = 100_000_000;

    private final Path folder;
    private final long least;
    private volatile long lookAt = System.nanoTime();
    private volatile boolean isShort;

    /// @param least bytes that are to stay free; 0 for no limit
    DiskSpace(Path folder, long least) {
        this.folder = folder;
        this.least = least;
    }

    /// @throws LogUnavailableException if there is too little space
    void require() {
        if (System.nanoTime() - lookAt >= 0) {
            look();
        }
        if (isShort) {
            throw new LogUnavailableException(
                    "disk: nearly full (expected: " + least + " bytes free at " + folder + ")");
        }
    }

    private void look() {
        boolean before = isShort;
        isShort = least > 0 && folder.toFile().getUsableSpace() < least;
        lookAt = System.nanoTime() + (isShort ? LOOK_AGAIN_AFTER_NANOS : LOOK_AFTER_NANOS);
        if (isShort && !before) {
            LOG.error(
                    "The disk is nearly full: commands are refused until there are {} bytes free at {}", least, folder);
        } else if (before && !isShort) {
            LOG.info("The disk has room again: commands are taken");
        }
    }
}
