package io.verbatim.gateway.stream;

import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.parser.ClientFrame;
import io.verbatim.gateway.parser.FrameHandler;
import io.verbatim.gateway.parser.Inbox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One client's socket or stream: who it is, how far it has been told, and what waits for it. Greeting, then joining,
/// then live, then ended; what changes is guarded by the connection itself, unless it is said otherwise.
public final class Connection implements FrameHandler {
    private final ConnectionHost host;
    private final Transport transport;
    private final Inbox inbox;
    private final Identity identity = new Identity();
    private final OwnSends own = new OwnSends();
    private final Outbound outbound = new Outbound();

    private volatile State state = State.GREETING;
    private volatile @Nullable Closing closing;

    private @Nullable Join join;
    private @Nullable OrderedSends sends;
    private boolean woken;

    /// Nothing at or before this position is told any more.
    private long floor;

    /// The last cursor's position.
    private long told;

    /// Of the feed's present pass; guarded by the feed.
    private @Nullable Frame held;

    private long heldPosition;

    private final Pulse pulse = new Pulse();

    Connection(ConnectionHost host, Transport transport) {
        this.host = host;
        this.transport = transport;
        this.inbox = host.parsers().open(this);
    }

    // what a transport calls

    /// A frame has come, on the event loop. See [Inbox#offer].
    public boolean receive(byte[] frame) {
        return inbox.offer(frame);
    }

    /// All frames of a read have come.
    public void received() {
        inbox.kick();
    }

    /// The client has given a sign of life.
    public void heard() {
        pulse.heard();
    }

    /// The client is not read for now, or it is again: what it says cannot be heard meanwhile.
    public void deaf(boolean notRead) {
        pulse.deaf(notRead);
    }

    /// Hands out frames until about `budget` bytes are reached.
    ///
    /// @return whether some are left
    public boolean drain(FrameSink sink, int budget) {
        Join hungry = null;
        boolean left;
        synchronized (this) {
            woken = false;
            left = outbound.drain(sink, budget);
            if (join != null && join.wantsRoom() && hasRoom()) {
                join.wantRoom(false);
                hungry = join;
            }
        }
        if (hungry != null) {
            host.joining().resume(hungry);
        }
        return left;
    }

    /// About how many bytes wait.
    public synchronized int waiting() {
        return outbound.bytes();
    }

    /// Why it ends, or null.
    public @Nullable Closing closing() {
        return closing;
    }

    /// Ends the connection: what waits is written, then `goodbye`, then it is closed. The first reason counts.
    public void close(Closing reason) {
        synchronized (this) {
            if (closing != null) {
                return;
            }
            closing = reason;
            state = State.ENDED;
            join = null;
            if (reason == Closing.SLOW_CONSUMER || reason == Closing.GONE) {
                outbound.clear();
            }
            String goodbye = reason.goodbye();
            if (goodbye != null) {
                outbound.add(host.frames().goodbye(reason, goodbye));
            }
        }
        pulse.closing();
        inbox.end();
        host.left(this, reason);
        transport.writer().add(this);
        transport.writer().kick();
    }

    /// It has ended, on the event loop.
    public void ended() {
        close(Closing.GONE);
        host.ended(this);
    }

    // what the parser calls, on its lane

    @Override
    public void handle(ClientFrame frame) {
        if (closing == null) {
            host.dispatch().handle(this, frame);
        }
    }

    @Override
    public void malformed(Problem problem) {
        close(Closing.MALFORMED);
    }

    @Override
    public void fault(Throwable fault) {
        host.fault(this, fault);
    }

    @Override
    public void unavailable() {
        close(Closing.UNPARSED);
    }

    @Override
    public void readOn() {
        transport.writer().execute(transport::readOn);
    }

    // what the stream calls

    Transport transport() {
        return transport;
    }

    Inbox inbox() {
        return inbox;
    }

    Pulse pulse() {
        return pulse;
    }

    OwnSends own() {
        return own;
    }

    State state() {
        return state;
    }

    Identity identity() {
        return identity;
    }

    /// Who it is.
    ///
    /// @throws IllegalStateException before it is known
    Principal principal() {
        return identity.principal();
    }

    synchronized OrderedSends sends() {
        if (sends == null) {
            sends = new OrderedSends(host.sending(), this);
        }
        return sends;
    }

    /// The sends that there have been, or null.
    synchronized @Nullable OrderedSends knownSends() {
        return sends;
    }

    void flush() {
        try {
            transport.flush(this);
        } catch (RuntimeException fault) {
            host.fault(this, fault);
        }
    }

    /// An answer, or whatever else goes out in any case.
    void answer(Frame frame) {
        boolean overflow;
        boolean wake;
        synchronized (this) {
            wake = closing == null && enqueue(frame);
            overflow = isOverflowing();
        }
        if (overflow) {
            close(Closing.SLOW_CONSUMER);
        } else if (wake) {
            transport.writer().add(this);
            transport.writer().kick();
        }
    }

    /// An event of the feed.
    ///
    /// @param mark everything up to it has been pushed, this event included
    /// @return whether the writer is to be kicked
    boolean push(Frame frame, long position, @Nullable CursorMark mark) {
        boolean overflow;
        boolean wake;
        synchronized (this) {
            wake = closing == null && position > floor && pushed(frame, position, mark);
            overflow = isOverflowing();
        }
        if (overflow) {
            close(Closing.SLOW_CONSUMER);
        } else if (wake) {
            transport.writer().add(this);
        }
        return wake;
    }

    private boolean pushed(Frame frame, long position, @Nullable CursorMark mark) {
        if (join != null) {
            join.wait(frame, position, mark, host.properties().joinFrames());
            return false;
        }
        return state == State.LIVE && enqueue(marked(frame, mark));
    }

    private Frame marked(Frame frame, @Nullable CursorMark mark) {
        if (mark == null || mark.position() <= told) {
            return frame;
        }
        told = mark.position();
        return frame.with(mark);
    }

    private boolean enqueue(Frame frame) {
        outbound.add(frame);
        boolean wake = !woken;
        woken = true;
        return wake;
    }

    private boolean isOverflowing() {
        return closing == null
                && (outbound.size() > host.properties().outboundFrames()
                        || outbound.bytes() > host.properties().outbound().toBytes());
    }

    private boolean hasRoom() {
        return outbound.bytes() <= host.properties().outbound().toBytes() / CatchUp.ROOM
                && outbound.size() <= host.properties().outboundFrames() / CatchUp.ROOM;
    }

    // what joining calls

    /// Begins to join: from now on what comes waits.
    ///
    /// @return false if it has ended
    synchronized boolean begin(Join begun) {
        if (closing != null) {
            return false;
        }
        state = State.JOINING;
        join = begun;
        return true;
    }

    /// A gap: what comes waits until what was missed is told.
    ///
    /// @return the joining to be done, if it was live
    synchronized @Nullable Join miss(long last) {
        if (join != null) {
            join.miss();
            return null;
        }
        if (state != State.LIVE) {
            return null;
        }
        Join again = Join.again(this, Math.max(last, floor), true);
        return begin(again) ? again : null;
    }

    /// What joining has to say.
    ///
    /// @return whether there is room for more; else [Joining#resume] is called when there is
    boolean admit(Join joining, List<Frame> frames) {
        boolean wake = false;
        boolean room;
        synchronized (this) {
            if (join != joining) {
                return false;
            }
            for (Frame frame : frames) {
                wake |= enqueue(frame);
            }
            room = hasRoom();
            joining.wantRoom(!room);
        }
        if (wake) {
            transport.writer().add(this);
            transport.writer().kick();
        }
        return room;
    }

    /// Ends the joining: `live`, then what has come meanwhile.
    ///
    /// @param position everything up to it was told
    /// @return false if something was missed: then it is still joining
    boolean goLive(Join joining, long position, @Nullable Frame live) {
        boolean wake = false;
        synchronized (this) {
            if (join != joining) {
                return true;
            }
            floor = position;
            told = Math.max(told, position);
            if (joining.missed()) {
                return false;
            }
            if (live != null) {
                wake = enqueue(live);
            }
            for (Join.Waiting waiting : joining.waiting()) {
                if (waiting.position() > floor) {
                    wake |= enqueue(marked(waiting.frame(), waiting.mark()));
                }
            }
            join = null;
            state = State.LIVE;
        }
        if (wake) {
            transport.writer().add(this);
            transport.writer().kick();
        }
        return true;
    }

    // what a pass of the feed calls, guarded by the feed

    @Nullable
    Frame held() {
        return held;
    }

    long heldPosition() {
        return heldPosition;
    }

    void hold(@Nullable Frame frame, long position) {
        held = frame;
        heldPosition = position;
    }

    /// How far it is.
    enum State {
        GREETING,
        JOINING,
        LIVE,
        ENDED
    }
}
