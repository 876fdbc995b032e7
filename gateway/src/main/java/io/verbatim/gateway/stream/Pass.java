package io.verbatim.gateway.stream;

import io.verbatim.gateway.freshness.LastTold;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// What the feed tells at one go. The last frame of each connection carries the cursor: only then is everything up to
/// it sent. Each event loop is woken once, at the end. Guarded by the feed.
final class Pass {
    private final LastTold lastTold;
    private final LongFunction<CursorMark> marks;
    private final List<Connection> touched = new ArrayList<>();
    private final List<LoopWriter> writers = new ArrayList<>();
    private @Nullable CursorMark last;

    Pass(LastTold lastTold, LongFunction<CursorMark> marks) {
        this.lastTold = lastTold;
        this.marks = marks;
    }

    void tell(Connection connection, Frame frame, long position) {
        Frame before = connection.held();
        if (before == null) {
            touched.add(connection);
        } else {
            push(connection, before, null);
        }
        connection.hold(frame, position);
    }

    /// Ends the pass.
    ///
    /// @param watermark everything up to here was told; not positive: that is not known
    void end(long watermark) {
        if (touched.isEmpty()) {
            return;
        }
        CursorMark mark = watermark > 0 ? mark(watermark) : null;
        for (Connection connection : touched) {
            Frame frame = connection.held();
            if (frame != null) {
                push(connection, frame, mark);
                lastTold.told(connection.principal().uid(), connection.heldPosition());
                connection.hold(null, 0);
            }
        }
        touched.clear();
        writers.forEach(LoopWriter::kick);
        writers.clear();
    }

    private void push(Connection connection, Frame frame, @Nullable CursorMark mark) {
        if (connection.push(frame, connection.heldPosition(), mark)) {
            LoopWriter writer = connection.transport().writer();
            if (!writers.contains(writer)) {
                writers.add(writer);
            }
        }
    }

    private CursorMark mark(long position) {
        CursorMark known = last;
        if (known == null || known.position() != position) {
            known = marks.apply(position);
            last = known;
        }
        return known;
    }
}
