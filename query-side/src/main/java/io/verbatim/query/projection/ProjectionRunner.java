package io.verbatim.query.projection;

import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.api.RecordedEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the log once for all projections of the process, and keeps their documents.
///
/// Each batch of events is folded in memory and written with the token behind it; only then do readers and
/// waiters see it. A fault of the store or of the log is waited out, and folding goes on from the token that
/// is then found. A fault of a projection stops all of them: an event is never skipped.
public final class ProjectionRunner implements ViewsHealth, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRunner.class);
    private static final int IDLE_MILLIS = 100;

    private final ViewsLog log;
    private final Views views;
    private final Progress progress;
    private final ViewsProperties settings;
    private final ViewsToken token;
    private final FoldLanes lanes;
    private final ViewsMeters meters;
    private final Thread thread;
    private volatile State state = State.CATCHING_UP;
    private volatile @Nullable String fault;
    private volatile boolean closed;
    private int failures; // since the last batch that was written

    /// A runner that does nothing yet.
    ///
    /// @param projections in the order in which their documents are written
    public ProjectionRunner(
            ViewsLog log,
            Views views,
            List<Projection<?>> projections,
            Progress progress,
            ViewsProperties settings,
            MeterRegistry registry) {
        this.log = log;
        this.views = views;
        this.progress = progress;
        this.settings = settings;
        this.token = new ViewsToken(views.documents(), log.epoch());
        this.lanes = new FoldLanes(new BatchFold(projections, views), settings.folders());
        this.meters = new ViewsMeters(registry, this);
        this.thread = Thread.ofPlatform().name("verbatim-views").daemon(true).unstarted(this::run);
    }

    /// Begins to fold, in the background; until it has reached what is now the log's end, reads wait.
    public void start() {
        progress.restart(0, log.synced().position());
        thread.start();
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public long position() {
        return progress.position();
    }

    @Override
    public long lag() {
        return Math.max(0, log.synced().position() - progress.position());
    }

    @Override
    public @Nullable String fault() {
        return fault;
    }

    /// Ends after the batch at hand.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        lanes.close();
        state = State.CLOSED;
    }

    private void run() {
        while (!closed && state != State.STOPPED) {
            try {
                follow();
            } catch (InterruptedException interrupted) {
                return;
            } catch (FoldFailedException | Error failure) {
                stop(failure);
            } catch (RuntimeException failure) {
                retry(failure);
            }
        }
    }

    /// Folds from the stored token on, until it is closed or something fails.
    private void follow() throws InterruptedException {
        views.documents().recover();
        long end = log.synced().position();
        long position = token.position(end);
        progress.restart(position, end);
        state = State.CATCHING_UP;
        LOG.info("Views stand at {}; the log ends at {}", position, end);
        try (EventReader reader = EventReader.open(log.source(), position)) {
            List<RecordedEvent> events = List.of();
            while (!closed) {
                if (events.isEmpty()) {
                    settle();
                    events = reader.read(settings.batch(), bytes(), IDLE_MILLIS);
                } else if (behind()) {
                    events = applyWhileReading(events, reader);
                } else {
                    apply(events);
                    LockSupport.parkNanos(settings.pause().toNanos());
                    events = reader.read(settings.batch(), bytes(), 0);
                }
            }
        }
    }

    private List<RecordedEvent> applyWhileReading(List<RecordedEvent> events, EventReader reader)
            throws InterruptedException {
        Future<List<RecordedEvent>> next = lanes.submit(() -> reader.read(settings.catchUpBatch(), bytes(), 0));
        try {
            apply(events);
        } finally {
            finish(next);
        }
        return FoldLanes.await(next);
    }

    /// The reader is for one thread at a time: nobody closes it before this one is done.
    private static void finish(Future<?> reading) throws InterruptedException {
        try {
            reading.get();
        } catch (ExecutionException failed) {
            LOG.debug("Reading ahead failed", failed);
        }
    }

    private void apply(List<RecordedEvent> events) throws InterruptedException {
        long started = System.nanoTime();
        List<FoldedBatch> folded = lanes.fold(events);
        long written = System.nanoTime();
        meters.folded(events.size(), written - started);
        long reached = Math.max(progress.position(), events.getLast().position());
        views.documents().write(FoldedBatch.write(folded, token.at(reached)));
        meters.written(System.nanoTime() - written);
        for (FoldedBatch batch : folded) {
            batch.keepIn(views.hotDocuments());
        }
        views.hotDocuments().trim();
        progress.advance(reached);
        failures = 0;
        settle();
    }

    private void settle() {
        if (progress.position() >= progress.floor()) {
            state = State.LIVE;
            fault = null;
        }
    }

    private boolean behind() {
        return lag() > settings.batch();
    }

    private long bytes() {
        return settings.catchUpBytes().toBytes();
    }

    private void stop(Throwable failure) {
        LOG.error("The views stop at {}: {}", progress.position(), failure.getMessage(), failure);
        fault = failure.toString();
        state = State.STOPPED;
        meters.fault();
    }

    private void retry(RuntimeException failure) {
        if (closed) {
            return;
        }
        Duration pause = settings.retry().multipliedBy(1L << Math.min(failures, 16));
        if (pause.compareTo(settings.retryAtMost()) > 0) {
            pause = settings.retryAtMost();
        }
        failures++;
        LOG.error("The views cannot be folded, tried again in {} ms", pause.toMillis(), failure);
        fault = failure.toString();
        state = State.RETRYING;
        meters.fault();
        progress.restart(0, 0);
        views.hotDocuments().clear();
        LockSupport.parkNanos(pause.toNanos());
    }
}
