package io.verbatim.command.log;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A gate in a test's hand: syncs can be held, and let fail before or after they have happened.
public final class HeldSync implements SyncGate {

    private final AtomicInteger passed = new AtomicInteger();
    private boolean held;
    private boolean failing;
    private int waiting;
    private @Nullable Exception before;
    private @Nullable Exception after;

    /// From now on, syncs wait.
    public synchronized void hold() {
        held = true;
    }

    /// Lets all syncs go on.
    public synchronized void release() {
        held = false;
        notifyAll();
    }

    /// The next sync fails, and nothing of it reaches the disk.
    public synchronized void failNextBefore(Exception failure) {
        before = failure;
    }

    /// The next sync fails, after everything has reached the disk.
    public synchronized void failNextAfter(Exception failure) {
        after = failure;
    }

    /// Every sync fails from now on, until [#heal].
    public synchronized void failAllBefore(Exception failure) {
        before = failure;
        failing = true;
    }

    /// Syncs succeed again.
    public synchronized void heal() {
        before = null;
        failing = false;
    }

    /// Returns when a sync is being held.
    public synchronized void awaitHeld() throws InterruptedException {
        while (waiting == 0) {
            wait(10_000);
        }
    }

    /// How many syncs have succeeded.
    public int passed() {
        return passed.get();
    }

    @Override
    public void pass(SyncedWrite write) throws Exception {
        Exception failure;
        Exception later;
        synchronized (this) {
            waiting++;
            notifyAll();
            while (held) {
                wait();
            }
            waiting--;
            failure = before;
            later = after;
            if (!failing) {
                before = null;
            }
            after = null;
        }
        if (failure != null) {
            throw failure;
        }
        write.run();
        if (later != null) {
            throw later;
        }
        passed.incrementAndGet();
    }
}
