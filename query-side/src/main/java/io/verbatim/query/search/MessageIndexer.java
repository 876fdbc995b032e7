package io.verbatim.query.search;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.health.SelfChecked;
import io.verbatim.query.projection.EventReader;
import io.verbatim.query.projection.FoldFailedException;
import io.verbatim.query.projection.Progress;
import io.verbatim.query.projection.ViewsLog;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the log behind the views, and keeps the index of what was said.
///
/// A fault is waited out: the index is opened again, and goes on from the token in its last commit. An event is
/// never skipped.
final class MessageIndexer implements SelfChecked, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MessageIndexer.class);
    private static final long BYTES = 4 << 20;

    /// Messages cost more by the wake-ups of whoever looks at each of them at once than by what is then done.
    private static final Duration REST = Duration.ofMillis(250);

    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ViewsLog log;
    private final Progress views;
    private final IndexedTexts texts;
    private final SearchProperties settings;
    private final Progress progress = new Progress();
    private final Thread thread;
    private volatile @Nullable MessageIndex index;
    private volatile @Nullable String fault;
    private volatile boolean closed;
    private boolean damaged;

    /// An indexer that does nothing yet.
    ///
    /// @param views how far they have come: the index stays behind them
    MessageIndexer(ViewsLog log, Progress views, IndexedTexts texts, SearchProperties settings) {
        this.log = log;
        this.views = views;
        this.texts = texts;
        this.settings = settings;
        this.thread = Thread.ofPlatform().name("verbatim-search").daemon(true).unstarted(this::run);
    }

    /// Begins, in the background; until it has reached what is now the log's end, searches wait.
    void start() {
        progress.restart(0, log.synced().position());
        thread.start();
    }

    /// How far searches see.
    Progress progress() {
        return progress;
    }

    /// Null while it cannot be opened.
    @Nullable
    MessageIndex index() {
        return index;
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public @Nullable String fault() {
        return fault;
    }

    /// Ends after the batch at hand, which is committed.
    @Override
    public void close() {
        closed = true; // and not interrupted: that would close files that are being written
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                follow();
            } catch (InterruptedException interrupted) {
                return;
            } catch (FoldFailedException | Error failure) {
                LOG.error("The search index stops at {}", progress.position(), failure);
                fault = failure.toString();
                return;
            } catch (IOException | RuntimeException failure) {
                retry(failure);
            }
        }
    }

    private void follow() throws IOException, InterruptedException {
        long end = log.synced().position();
        Files.createDirectories(settings.folder());
        if (damaged) {
            LOG.warn("The search index is damaged: it is made anew");
            MessageIndex.delete(settings.folder());
            damaged = false;
        }
        int memory = (int) settings.memory().toMegabytes();
        try (MessageIndex opened = MessageIndex.open(FSDirectory.open(settings.folder()), log.epoch(), end, memory);
                EventReader reader = EventReader.open(log.source(), opened.committed())) {
            LOG.info("The search index stands at {}; the log ends at {}", opened.committed(), end);
            index = opened;
            progress.restart(opened.committed(), end);
            IndexRound round = new IndexRound(opened, progress, settings);
            while (!closed) {
                List<RecordedEvent> events = reader.read(settings.batch(), BYTES, 0);
                take(events, opened, round);
                if (events.size() < settings.batch()) {
                    rest();
                }
            }
            round.end();
        } finally {
            index = null;
        }
    }

    private void take(List<RecordedEvent> events, MessageIndex opened, IndexRound round)
            throws IOException, InterruptedException {
        if (!events.isEmpty()) {
            int era = views.era();
            if (!seenByViews(events.getLast().position())) {
                return;
            }
            for (RecordedEvent event : events) {
                texts.take(event, opened);
            }
            if (era != views.era()) {
                throw new IllegalStateException("views: folded anew meanwhile (expected: as they were)");
            }
            round.taken(events.size(), events.getLast().position());
        }
        round.settle();
        fault = null;
    }

    /// Waits for the views.
    ///
    /// @return false if it is closed before
    private boolean seenByViews(long position) {
        while (!closed && views.position() < Math.max(position, views.floor())) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return !closed;
    }

    /// Waits for more, for a while; for a moment only while somebody waits for the index.
    private void rest() {
        long begin = System.nanoTime();
        do {
            LockSupport.parkNanos(LOOK.toNanos());
        } while (!closed && progress.waiting() == 0 && System.nanoTime() - begin < REST.toNanos());
    }

    private void retry(Exception failure) {
        if (closed) {
            return;
        }
        LOG.error("The search index cannot be written, tried again in {} ms", RETRY.toMillis(), failure);
        fault = failure.toString();
        damaged |= isDamage(failure);
        progress.restart(0, 0);
        LockSupport.parkNanos(RETRY.toNanos());
    }

    private static boolean isDamage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CorruptIndexException) {
                return true;
            }
        }
        return false;
    }
}
