package io.verbatim.query.names;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.account.AccountDeleted;
import io.verbatim.api.account.DisplayNameChanged;
import io.verbatim.api.live.SyncedEvents;
import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.DocumentsUnavailableException;
import io.verbatim.query.projection.Progress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the texts by which people are no longer found go from the disk, some time after they have gone from
/// the index.
/// What was not done before a stop is done after the start.
public final class NamesExpunging implements SyncedEvents.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NamesExpunging.class);

    private final SyncedEvents log;
    private final Progress progress;
    private final Documents documents;
    private final Duration every;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("verbatim-names-expunging").factory());
    private volatile long due;
    private long done;

    /// @param every how long a text may stay on the disk
    public NamesExpunging(SyncedEvents log, Progress progress, Documents documents, Duration every) {
        this.log = log;
        this.progress = progress;
        this.documents = documents;
        this.every = every;
    }

    /// Begins to look.
    public void start() {
        due = log.subscribe(this);
        ScheduledFuture<?> _ =
                timer.scheduleWithFixedDelay(this::expunge, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void synced(List<RecordedEvent> events) {
        for (RecordedEvent event : events) {
            if (event.event() instanceof AccountDeleted || event.event() instanceof DisplayNameChanged) {
                due = event.position();
            }
        }
    }

    /// Once the views have what is due.
    void expunge() {
        long through = due;
        if (through == done || progress.position() < through) {
            return;
        }
        try {
            documents.expunge(Names.allDocuments());
            documents.expunge(Names.allRows());
            done = through;
        } catch (DocumentsUnavailableException unavailable) {
            LOG.warn("Names were not expunged; it is tried again: {}", unavailable.toString());
        }
    }

    @Override
    public void close() {
        log.unsubscribe(this);
        timer.shutdownNow();
    }
}
