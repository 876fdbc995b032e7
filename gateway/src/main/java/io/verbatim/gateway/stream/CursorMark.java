package io.verbatim.gateway.stream;

/// A cursor, encoded once for all who are told it.
public final class CursorMark {
    private final long position;
    private final byte[] text;

    CursorMark(long position, byte[] text) {
        this.position = position;
        this.text = text;
    }

    /// Everything up to here was sent.
    public long position() {
        return position;
    }

    /// The cursor, in ASCII; not to be changed.
    public byte[] text() {
        return text;
    }
}
