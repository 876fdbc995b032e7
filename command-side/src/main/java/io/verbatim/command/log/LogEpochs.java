package io.verbatim.command.log;

import io.verbatim.api.live.LogEpoch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/// The log's epoch: made with the log, and renewed when the log is next opened after a backup was restored.
public final class LogEpochs {

    private static final byte[] KEY = "epoch".getBytes(StandardCharsets.UTF_8);
    private static final String MARKER = "restored";

    private LogEpochs() {}

    /// Has the epoch renewed when the log in this folder is opened: cursors from before are then not
    /// honoured. For whoever restores a backup; durable on return. The log must not be open.
    public static void renew(Path folder) throws IOException {
        Path marker = folder.resolve(MARKER);
        try (FileChannel channel = FileChannel.open(marker, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /// The epoch of a log that was just opened.
    static LogEpoch of(LogStore store, Path folder) {
        byte[] stored = store.get(LogFamily.META, KEY);
        boolean restored = Files.exists(folder.resolve(MARKER));
        if (stored != null && !restored) {
            ByteBuffer bytes = ByteBuffer.wrap(stored);
            return new LogEpoch(bytes.getInt(), bytes.get() == 1);
        }
        LogEpoch epoch = new LogEpoch(new SecureRandom().nextInt(), restored);
        store.write(
                LogFamily.META,
                KEY,
                ByteBuffer.allocate(Integer.BYTES + 1)
                        .putInt(epoch.value())
                        .put((byte) (restored ? 1 : 0))
                        .array());
        forget(folder);
        return epoch;
    }

    private static void forget(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(MARKER));
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "marker: of a restored log in " + folder + " (expected: removable)", failure);
        }
    }
}
