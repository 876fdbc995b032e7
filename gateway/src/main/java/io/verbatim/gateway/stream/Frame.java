package io.verbatim.gateway.stream;

import org.jspecify.annotations.Nullable;

/// Something for clients, encoded once and shared by all who get it. What a transport puts around it is its own matter.
public final class Frame {
    /// What stands around a body at most, in bytes.
    private static final int ENVELOPE = 96;

    private final FrameName name;
    private final byte[] body;
    private final @Nullable CursorMark cursor;
    private final @Nullable Object topic;

    /// The same with the cursor that it was last given: all who are told it at once share that, too.
    private @Nullable Frame marked;

    Frame(FrameName name, byte[] body, @Nullable CursorMark cursor) {
        this(name, body, cursor, null);
    }

    private Frame(FrameName name, byte[] body, @Nullable CursorMark cursor, @Nullable Object topic) {
        this.name = name;
        this.body = body;
        this.cursor = cursor;
        this.topic = topic;
    }

    /// Something that passes: of what waits about the same topic, only the last is sent.
    static Frame passing(FrameName name, byte[] body, Object topic) {
        return new Frame(name, body, null, topic);
    }

    public FrameName name() {
        return name;
    }

    /// A JSON object: an event's data, or the fields of anything else; not to be changed.
    public byte[] body() {
        return body;
    }

    /// The cursor that it carries. The fields of what is no event have it, too.
    public @Nullable CursorMark cursor() {
        return cursor;
    }

    /// What it is about, if it replaces what else waits about that; null: it replaces nothing.
    @Nullable
    Object topic() {
        return topic;
    }

    /// About how many bytes it takes.
    public int size() {
        return body.length + ENVELOPE;
    }

    /// The same with a cursor. One thread at a time.
    Frame with(CursorMark mark) {
        Frame last = marked;
        if (last == null || last.cursor != mark) {
            last = new Frame(name, body, mark);
            marked = last;
        }
        return last;
    }
}
