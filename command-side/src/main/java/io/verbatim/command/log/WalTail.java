package io.verbatim.command.log;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// The end of the newest write-ahead log. Writes are synced one after the other, so that a crash can leave
/// at most one of them incomplete, the last, and that one was never acknowledged: it is cut off. If
/// anything intact stands behind something that is not, then what was durable has been damaged, and the log
/// is not opened.
///
/// RocksDB's own modes either drop everything behind a damage without a word, or refuse a write that was
/// torn by a loss of power. Its format: blocks of 32 KiB of fragments, each `crc:u32 length:u16 type:u8
/// payload`, little-endian, the checksum (CRC-32C, masked) over type and payload; a write is one FULL
/// fragment, or FIRST, MIDDLE…, LAST.
final class WalTail {

    private static final int BLOCK = 32 * 1024;
    private static final int HEADER = 7;
    private static final int TYPE = 6;
    private static final int LENGTH = 4;
    private static final int FULL = 1;
    private static final int FIRST = 2;
    private static final int MIDDLE = 3;
    private static final int LAST = 4;
    private static final int MASK = 0xa282ead8;

    private final ByteBuffer bytes;

    private WalTail(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Cuts off what was never acknowledged.
    ///
    /// @return how many bytes that were
    /// @throws LogUnavailableException if something that was durable is damaged
    static long cut(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            long end = end(channel, size, file);
            if (end < size) {
                channel.truncate(end);
                channel.force(true);
            }
            return size - end;
        }
    }

    private static long end(FileChannel channel, long size, Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            WalTail tail =
                    new WalTail(channel.map(MapMode.READ_ONLY, 0, size, arena).asByteBuffer());
            return tail.end(file);
        }
    }

    /// Where the last complete write ends.
    private int end(Path file) {
        int end = 0;
        int at = 0;
        boolean inside = false;
        while (at < bytes.limit()) {
            if (blockLeft(at) < HEADER) {
                at += blockLeft(at);
                continue;
            }
            int type = type(at);
            if (type == 0 || inside != (type == MIDDLE || type == LAST)) {
                requireNothingIntact(file, at);
                return end;
            }
            at += HEADER + length(at);
            inside = type == FIRST || type == MIDDLE;
            end = inside ? end : at;
        }
        return end;
    }

    private void requireNothingIntact(Path file, int damage) {
        for (int at = damage; at < bytes.limit(); at++) {
            int type = blockLeft(at) < HEADER ? 0 : type(at);
            if (type == FULL || type == FIRST) {
                throw new LogUnavailableException("log: damaged at byte " + damage + " of " + file
                        + ", before intact writes (expected: none behind a damage; restore a backup)");
            }
        }
    }

    /// The type of an intact fragment, or 0.
    private int type(int at) {
        if (at + HEADER > bytes.limit()) {
            return 0;
        }
        int type = bytes.get(at + TYPE);
        int length = length(at);
        if (type < FULL || type > LAST || length > blockLeft(at) - HEADER || at + HEADER + length > bytes.limit()) {
            return 0;
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(at + TYPE, 1 + length));
        int sum = (int) crc.getValue();
        return ((sum >>> 15) | (sum << 17)) + MASK == bytes.getInt(at) ? type : 0;
    }

    private int length(int at) {
        return Short.toUnsignedInt(bytes.getShort(at + LENGTH));
    }

    private static int blockLeft(int at) {
        return BLOCK - at % BLOCK;
    }
}
