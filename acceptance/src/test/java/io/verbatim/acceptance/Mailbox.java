package io.verbatim.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What has come on a stream, in order, until a test takes it.
final class Mailbox<T> {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<T> items = new ArrayList<>();
    private String closed = "";

    synchronized void add(T item) {
        items.add(item);
        notifyAll();
    }

    /// Nothing more comes. The first reason stays.
    synchronized void close(String why) {
        closed = closed.isEmpty() ? why : closed;
        notifyAll();
    }

    /// Takes the first item that fits, leaving those before it; waits for it.
    ///
    /// @param what for the failure's message
    synchronized T take(String what, Predicate<T> fits) {
        return items.remove(indexOf(what, fits));
    }

    /// Takes everything up to the first item that fits, which is the last of the list; waits for it.
    synchronized List<T> takeThrough(String what, Predicate<T> fits) {
        List<T> through = items.subList(0, indexOf(what, fits) + 1);
        List<T> taken = List.copyOf(through);
        through.clear();
        return taken;
    }

    private int indexOf(String what, Predicate<T> fits) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int looked = 0;
        while (true) {
            for (; looked < items.size(); looked++) {
                if (fits.test(items.get(looked))) {
                    return looked;
                }
            }
            await(what, deadline);
        }
    }

    private void await(String what, long deadline) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0 || !closed.isEmpty()) {
            throw new AssertionError("expected " + what + ", but " + (closed.isEmpty() ? "it did not come" : closed)
                    + "; there is " + items);
        }
        try {
            wait(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
