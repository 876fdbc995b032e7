package io.verbatim.benchmarks.load;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/// When receivers say `delivered`: for each message, or, as well-behaved clients do, for the first at once and then
/// at most once per conversation and second.
final class Acknowledgements {

    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final Settings.Receipts receipts;
    // in the order in which they fall due, since each waits equally long
    private final ArrayDeque<Member> held = new ArrayDeque<>();

    Acknowledgements(Settings.Receipts receipts) {
        this.receipts = receipts;
    }

    /// A member has received this message, and all before it.
    void received(SocketLoop loop, Member member, long seq, long now) {
        switch (receipts) {
            case EVERY -> member.acknowledge(loop, seq);
            case THROTTLED -> throttle(loop, member, seq, now);
            case NONE -> {}
        }
    }

    private void throttle(SocketLoop loop, Member member, long seq, long now) {
        boolean tooSoon = member.acknowledgedOnce && now - member.acknowledgedAt < INTERVAL;
        if (!tooSoon && member.heldReceipt == 0) {
            send(loop, member, seq, now);
            return;
        }
        if (member.heldReceipt == 0) {
            held.add(member);
        }
        member.heldReceipt = seq;
    }

    /// Sends the receipts that were held back long enough.
    ///
    /// @return how long until the next one is due
    long sendHeld(SocketLoop loop, long now) {
        while (!held.isEmpty()) {
            Member member = held.getFirst();
            long wait = member.acknowledgedAt + INTERVAL - now;
            if (wait > 0) {
                return wait;
            }
            held.removeFirst();
            send(loop, member, member.heldReceipt, now);
            member.heldReceipt = 0;
        }
        return Long.MAX_VALUE;
    }

    private static void send(SocketLoop loop, Member member, long seq, long now) {
        member.acknowledge(loop, seq);
        member.acknowledgedOnce = true;
        member.acknowledgedAt = now;
    }
}
