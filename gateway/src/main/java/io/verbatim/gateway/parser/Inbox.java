package io.verbatim.gateway.parser;

import io.verbatim.gateway.parser.ParsedFrame.Faulted;
import io.verbatim.gateway.parser.ParsedFrame.Malformed;
import io.verbatim.gateway.parser.ParsedFrame.Read;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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
    private boolean ended;
    private @Nullable ArrayDeque<Kept> backlog;

    Inbox(ParserLane lane, FrameHandler handler, int limit) {
        this.lane = lane;
        this.handler = handler;
        this.limit = limit;
    }

    /// What a frame counts while it waits.
    static int size(byte[] frame) {
        return frame.length + OVERHEAD;
    }

    /// Takes a frame's bytes, which the caller no longer changes. It is not looked at before [#kick].
    ///
    /// @return whether the connection may be read on; else [FrameHandler#readOn] tells when
    public boolean offer(byte[] frame) {
        int size = size(frame);
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

    /// Has a frame handled that the client has not sent, in its turn.
    public void put(ClientFrame frame) {
        execute(() -> take(() -> new Read(frame), 0));
    }

    /// Runs something between frames.
    public void execute(Runnable task) {
        lane.execute(() -> guarded(task));
    }

    /// On the lane: no frame after the present one is handled before [#release]. Tasks still run.
    public void hold() {
        held = !ended;
    }

    /// Ends [#hold], from any thread.
    public void release() {
        execute(() -> {
            held = false;
            drainBacklog();
        });
    }

    /// Nothing that waits is handled any more, from any thread.
    public void end() {
        execute(this::dropAll);
    }

    /// On the lane: what became of the next frame.
    ///
    /// @param frame asked for when it is handled: what is held need not be parsed yet
    /// @param size what it has counted
    void take(Supplier<ParsedFrame> frame, int size) {
        if (held || backlog != null) {
            if (backlog == null) {
                backlog = new ArrayDeque<>(4);
            }
            backlog.add(new Kept(frame, size));
        } else {
            handle(frame, size);
        }
    }

    /// On the lane: whether what is parsed would be handled by nobody.
    boolean hasEnded() {
        return ended;
    }

    /// On the lane: nobody has parsed the next frame, nor will.
    void giveUp(int size) {
        if (!ended) {
            guarded(handler::unavailable);
            dropAll();
        }
        done(size);
    }

    private void dropAll() {
        ended = true;
        held = false;
        drainBacklog();
    }

    private void drainBacklog() {
        while (!held && backlog != null) {
            Kept next = backlog.poll();
            if (next == null) {
                backlog = null;
            } else {
                handle(next.frame(), next.size());
            }
        }
    }

    private void handle(Supplier<ParsedFrame> frame, int size) {
        if (!ended) {
            guarded(() -> tell(frame.get()));
        }
        done(size);
    }

    private void tell(ParsedFrame frame) {
        switch (frame) {
            case Read read -> {
                lane.meters().parsed();
                handler.handle(read.frame());
            }
            case Malformed malformed -> {
                lane.meters().malformed();
                handler.malformed(malformed.problem());
            }
            case Faulted faulted -> handler.fault(faulted.fault());
        }
    }

    private void done(int size) {
        lane.done(size);
        if (mayReadAgain(waiting.addAndGet(-size))) {
            handler.readOn();
        }
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

    /// A frame that is held, and what it counts.
    private record Kept(Supplier<ParsedFrame> frame, int size) {}
}
