package io.verbatim.command.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The version of the store's layout (families and keys; records have a format of their own).
final class LogFormat {

    private static final byte[] KEY = "format".getBytes(StandardCharsets.UTF_8);
    private static final int CURRENT = 1;

    private LogFormat() {}

    /// Notes the format in a new log.
    ///
    /// @throws LogUnavailableException if a later version of the program has made this log
    static void require(LogStore store) {
        byte[] stored = store.get(LogFamily.META, KEY);
        if (stored == null) {
            store.write(
                    LogFamily.META,
                    KEY,
                    ByteBuffer.allocate(Integer.BYTES).putInt(CURRENT).array());
            return;
        }
        int format = ByteBuffer.wrap(stored).getInt();
        if (format != CURRENT) {
            throw new LogUnavailableException(
                    "log: format " + format + " (expected: " + CURRENT + "; a later version has written it)");
        }
    }
}
