package io.verbatim.gateway.parser;

import io.verbatim.gateway.error.ProblemException;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One connection's way to its lane: bytes go in on the event loop, frames come out on the lane, in order.
public final class Inbox {
    /// What a waiting frame costs besides its bytes.
    private static final int OVERHEAD = 128;

    private static final int NOT_FULL = -1;

    private final ParserLane lane;
    private final FrameHandler handler;
    private final int limit;

    /// What waits, by size.
    private final AtomicInteger waiting = new AtomicInteger();

    /// At most so much may wait before the connection reads again; negative: it reads.
    private volatile int readAgainAt = NOT_FULL;

    // for the lane only
    private boolean held;
    private @Nullable ArrayDeque<Object> backlog;

    Inbox(ParserLane lane, FrameHandler handler, int limit) {
        this.lane = lane;
        this.handler = handler;
        this.limit = limit;
    }

    /// Takes a frame's bytes, which the caller no longer changes. It is not looked at before [#kick].
    ///
    /// @return whether the connection may be read on; else [FrameHandler#readOn] tells when
    public boolean offer(byte[] frame) {
        int size = frame.length + OVERHEAD;
        int now = waiting.addAndGet(size);
        boolean overloaded = lane.add(this, frame, size);
        if (now < limit && !overloaded) {
            return true;
        }
        readAgainAt = overloaded ? 0 : limit / 2;
        // the lane may have been done before it could see this
        return mayReadAgain(waiting.get());
    }

    /// Wakes the lane, once for all that was offered.
    public void kick() {
        lane.kick();
    }

    /// Runs something between frames.
    public void execute(Runnable task) {
        lane.add(this, task, 0);
        lane.kick();
    }

    /// On the lane: no frame after the present one is handled before [#release]. Tasks still run.
    public void hold() {
        held = true;
    }

    /// Ends [#hold], from any thread.
    public void release() {
        execute(() -> {
            held = false;
            drainBacklog();
        });
    }

    /// On the lane.
    void run(Object item) {
        if (item instanceof Runnable task) {
            guarded(task);
        } else if (held || backlog != null) {
            if (backlog == null) {
                backlog = new ArrayDeque<>(4);
            }
            backlog.add(item);
        } else {
            parse((byte[]) item);
        }
    }

    private void drainBacklog() {
        while (!held && backlog != null) {
            Object next = backlog.poll();
            if (next == null) {
                backlog = null;
            } else {
                parse((byte[]) next);
            }
        }
    }

    private void parse(byte[] frame) {
        guarded(() -> handle(frame));
        int size = frame.length + OVERHEAD;
        lane.done(size);
        if (mayReadAgain(waiting.addAndGet(-size))) {
            handler.readOn();
        }
    }

    private void handle(byte[] bytes) {
        ClientFrame frame;
        try {
            frame = lane.parser().parse(bytes);
        } catch (ProblemException malformed) {
            lane.meters().malformed();
            handler.malformed(malformed.problem());
            return;
        }
        lane.meters().parsed();
        handler.handle(frame);
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error fault) {
            // the lane has other connections
            handler.fault(fault);
        }
    }

    /// True once for each time that it was full.
    private boolean mayReadAgain(int left) {
        if (left > readAgainAt) {
            return false;
        }
        synchronized (this) {
            boolean wasFull = left <= readAgainAt;
            readAgainAt = NOT_FULL;
            return wasFull;
        }
    }
}
