package io.verbatim.gateway.parser;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// A lane that has its frames parsed elsewhere. It asks for the first of what waits, and for the next when that is
/// answered: all that has come meanwhile goes together, so batches grow with the delay. What is not answered is asked
/// again, frame by frame; a connection whose frame is not answered alone stands behind the others. A frame that has
/// waited for too long when an ask fails ends its connection.
///
/// Tasks run as soon as the lane takes them, also before frames that came earlier and are not parsed yet.
final class RemoteLane extends ParserLane {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteLane.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    /// Doublings of the pause after each failure: 640 ms at most.
    private static final int MOST_DOUBLINGS = 5;

    private final RemoteParser parser;
    private final long batch;
    private final long giveUpAfterNanos;

    // for the lane only
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /// So many of the first that wait are asked for; 0: none.
    private int asked;

    /// So many of the first were asked for together, in vain: one of them may be what no parser survives.
    private int suspects;

    private boolean pausing;
    private int failures;

    RemoteLane(
            String name,
            RemoteParser parser,
            RemoteParserProperties settings,
            ParserMeters meters,
            AtomicLong queuedInAll,
            long limitInAll) {
        super(name, meters, queuedInAll, limitInAll);
        this.parser = parser;
        this.batch = settings.batch().toBytes();
        this.giveUpAfterNanos = settings.giveUpAfter().toNanos();
    }

    @Override
    void take(Inbox inbox, byte[] frame) {
        waiting.add(new Waiting(inbox, frame));
    }

    @Override
    void taken() {
        if (asked == 0 && !pausing) {
            ask();
        }
    }

    private void ask() {
        dropEnded();
        List<byte[]> frames = first();
        if (frames.isEmpty()) {
            return;
        }
        asked = frames.size();
        CompletionStage<?> _ =
                parsed(frames).whenComplete((parsed, failure) -> execute(() -> answered(parsed, failure)));
    }

    private CompletionStage<List<ParsedFrame>> parsed(List<byte[]> frames) {
        try {
            return parser.parse(frames);
        } catch (RuntimeException | Error fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    /// What nobody would act upon is not shown to others.
    private void dropEnded() {
        while (!waiting.isEmpty() && waiting.element().inbox.hasEnded()) {
            Waiting first = waiting.remove();
            first.inbox.giveUp(first.size());
        }
    }

    /// One frame, or as many as are no more than shall be together.
    private List<byte[]> first() {
        List<byte[]> frames = new ArrayList<>();
        long left = suspects > 0 ? 0 : batch;
        for (Waiting next : waiting) {
            left -= next.size();
            if (left < 0 && !frames.isEmpty()) {
                break;
            }
            frames.add(next.frame);
        }
        return frames;
    }

    private void answered(@Nullable List<ParsedFrame> parsed, @Nullable Throwable failure) {
        int expected = asked;
        asked = 0;
        if (parsed == null) {
            failed(expected, failure);
        } else if (parsed.size() != expected) {
            failed(
                    expected,
                    new IllegalStateException(
                            "answer: " + parsed.size() + " frames (expected: " + expected + " frames)"));
        } else {
            failures = 0;
            suspects = Math.max(0, suspects - expected);
            meters().asked(true);
            for (ParsedFrame frame : parsed) {
                Waiting first = waiting.remove();
                first.inbox.take(() -> frame, first.size());
            }
        }
    }

    /// Says nothing of what a frame contains.
    private void failed(int many, @Nullable Throwable failure) {
        meters().asked(false);
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        LOG.atLevel(failures == 0 ? Level.WARN : Level.DEBUG)
                .log(
                        "A parser has not answered: {}",
                        cause == null ? "" : cause.getClass().getName());
        suspect(many);
        giveUp(System.nanoTime());
        pausing = true;
        CompletableFuture.delayedExecutor(
                        FIRST_PAUSE.toNanos() << Math.min(failures++, MOST_DOUBLINGS), TimeUnit.NANOSECONDS)
                .execute(() -> execute(() -> pausing = false));
    }

    private void suspect(int many) {
        if (many > 1) {
            suspects = many;
            return;
        }
        suspects = Math.max(0, suspects - 1);
        Inbox alone = waiting.element().inbox;
        List<Waiting> behind =
                waiting.stream().filter(frame -> frame.isOf(alone)).toList();
        waiting.removeIf(frame -> frame.isOf(alone));
        waiting.addAll(behind);
    }

    private void giveUp(long now) {
        List<Waiting> late = waiting.stream()
                .filter(frame -> now - frame.since > giveUpAfterNanos)
                .toList();
        waiting.removeIf(frame -> now - frame.since > giveUpAfterNanos);
        for (Waiting frame : late) {
            meters().givenUp();
            frame.inbox.giveUp(frame.size());
        }
    }

    /// A frame that is not parsed yet.
    private static final class Waiting {
        private final Inbox inbox;
        private final byte[] frame;
        private final long since = System.nanoTime();

        Waiting(Inbox inbox, byte[] frame) {
            this.inbox = inbox;
            this.frame = frame;
        }

        int size() {
            return Inbox.size(frame);
        }

        @SuppressWarnings("ReferenceEquality") // a connection has one
        boolean isOf(Inbox other) {
            return inbox == other;
        }
    }
}
