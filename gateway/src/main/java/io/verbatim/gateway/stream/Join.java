package io.verbatim.gateway.stream;

import io.verbatim.api.conversation.Changes.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// One joining of one connection: what it asks for, and what has come for it meanwhile. What comes is guarded by the
/// connection; the rest belongs to [Joining], one step at a time.
final class Join {
    private final Connection connection;
    private final long startedNanos = System.nanoTime();

    /// The cursor that the client gave.
    private final @Nullable String cursor;

    /// Whether `welcome` and `live` are still to be said.
    private boolean greeted;
    private boolean live;

    private long after;
    private long place;
    private long reached;
    private int failures;
    private Queue<Change> changes = new ArrayDeque<>();

    private @Nullable List<Waiting> waiting;
    private boolean missed;
    private boolean wantsRoom;

    private Join(Connection connection, @Nullable String cursor, long after, boolean greeted, boolean live) {
        this.connection = connection;
        this.cursor = cursor;
        this.after = after;
        this.greeted = greeted;
        this.live = live;
    }

    /// The first one, after `hello`.
    static Join first(Connection connection, @Nullable String cursor) {
        return new Join(connection, cursor, 0, false, false);
    }

    /// One from a place up to which everything was sent.
    static Join again(Connection connection, long after, boolean live) {
        return new Join(connection, null, after, true, live);
    }

    Connection connection() {
        return connection;
    }

    @Nullable
    String cursor() {
        return cursor;
    }

    boolean greeted() {
        return greeted;
    }

    void greet() {
        greeted = true;
    }

    boolean live() {
        return live;
    }

    void goneLive() {
        live = true;
    }

    long after() {
        return after;
    }

    void after(long position) {
        after = position;
    }

    long place() {
        return place;
    }

    void place(long position) {
        place = position;
    }

    /// Everything up to here is in the answer.
    long reached() {
        return reached;
    }

    void reached(long position, List<Change> missedChanges) {
        reached = position;
        changes = new ArrayDeque<>(inOrder(missedChanges));
    }

    /// In the order in which things changed last; what changed at once stays in the order of the answer.
    static List<Change> inOrder(List<Change> changes) {
        return changes.stream()
                .sorted(Comparator.comparingLong(Change::position))
                .toList();
    }

    Queue<Change> changes() {
        return changes;
    }

    /// Counts one more failure, and says how many there were before.
    int failed() {
        return failures++;
    }

    long ageNanos() {
        return System.nanoTime() - startedNanos;
    }

    /// Something has come. Beyond the bound all of it is dropped: it will be asked for.
    void wait(Frame frame, long position, @Nullable CursorMark mark, int most) {
        if (missed) {
            return;
        }
        if (waiting == null) {
            waiting = new ArrayList<>(4);
        }
        if (waiting.size() >= most) {
            miss();
        } else {
            waiting.add(new Waiting(frame, position, mark));
        }
    }

    /// Something has perhaps come and was not seen.
    void miss() {
        missed = true;
        waiting = null;
    }

    boolean missed() {
        return missed;
    }

    List<Waiting> waiting() {
        return waiting == null ? List.of() : waiting;
    }

    /// Goes on when the client has taken what it was sent.
    void wantRoom(boolean wanted) {
        wantsRoom = wanted;
    }

    boolean wantsRoom() {
        return wantsRoom;
    }

    /// What has come, and may carry a cursor.
    record Waiting(Frame frame, long position, @Nullable CursorMark mark) {}
}
