package io.verbatim.gateway.stream;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.api.conversation.Changes.NewMessage;
import io.verbatim.api.conversation.MessageView;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Makes frames of what a connection has missed, some at a time. The last of each piece carries a cursor, so that who
/// is cut off in the middle goes on there.
final class CatchUp {
    /// There is room for a piece when no more waits than this part of what may. A piece is at most twice as much, so
    /// that half is left for whatever else is said meanwhile.
    static final int ROOM = 8;

    private final ChangeFrames frames;
    private final LongFunction<CursorMark> marks;
    private final int atOnce;
    private final long pieceBytes;

    CatchUp(ChangeFrames frames, LongFunction<CursorMark> marks, StreamProperties properties) {
        this.frames = frames;
        this.marks = marks;
        this.atOnce = Math.max(1, Math.min(properties.catchUpAtOnce(), 2 * properties.outboundFrames() / ROOM));
        this.pieceBytes = 2 * properties.outbound().toBytes() / ROOM;
    }

    /// The next frames, taken from the changes of the join. What the connection sent itself is left out.
    CompletionStage<List<Frame>> next(Join join) {
        Uid reader = join.connection().principal().uid();
        List<Change> piece = join.changes().stream().limit(atOnce).toList();
        return frames.of(reader, piece, AtLeast.position(join.place()))
                .thenApply(frameOf -> take(join, reader, piece, frameOf));
    }

    private List<Frame> take(Join join, Uid reader, List<Change> piece, Function<Change, Frame> frameOf) {
        List<Frame> taken = new ArrayList<>(piece.size());
        Change last = null;
        long bytes = 0;
        for (Change change : piece) {
            if (bytes > pieceBytes) {
                break;
            }
            join.changes().remove();
            last = change;
            if (!isOwn(join.connection(), reader, change)) {
                Frame frame = frameOf.apply(change);
                taken.add(frame);
                bytes += frame.size();
            }
        }
        if (!taken.isEmpty() && last != null && isComplete(last, join)) {
            taken.add(taken.removeLast().with(marks.apply(last.position())));
        }
        return taken;
    }

    /// Whether all that changed at or before this place has been taken, and is in what was answered.
    private static boolean isComplete(Change last, Join join) {
        Queue<Change> left = join.changes();
        @Nullable Change next = left.peek();
        return last.position() <= join.reached() && (next == null || next.position() > last.position());
    }

    /// What has become of its own message since it was answered, it does not know.
    private static boolean isOwn(Connection connection, Uid reader, Change change) {
        return change instanceof NewMessage message
                && message.message().sender().equals(reader)
                && connection
                        .own()
                        .seen(message.conversationId(), message.message().clientMessageId())
                && isAsSent(message.message());
    }

    private static boolean isAsSent(MessageView message) {
        return message.editedAt() == null
                && message.tombstone() == null
                && message.reactions().isEmpty();
    }
}
