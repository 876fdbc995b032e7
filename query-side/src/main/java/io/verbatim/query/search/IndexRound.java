package io.verbatim.query.search;

import io.verbatim.query.projection.Progress;
import java.io.IOException;

/// When what was taken into the index is shown, written out, and cleaned up. For the indexer's thread.
final class IndexRound {

    private final MessageIndex index;
    private final Progress progress;
    private final SearchProperties settings;
    private long position;
    private long committed;
    private int uncommitted;
    private long refreshedAt = System.nanoTime();
    private long committedAt = System.nanoTime();
    private long expungedAt;
    private boolean expunged; // since the start, at least once

    IndexRound(MessageIndex index, Progress progress, SearchProperties settings) {
        this.index = index;
        this.progress = progress;
        this.settings = settings;
        this.position = index.committed();
        this.committed = index.committed();
    }

    /// All of the batch has come in.
    void taken(int events, long last) {
        position = last;
        uncommitted += events;
    }

    /// Does what is due.
    void settle() throws IOException {
        long now = System.nanoTime();
        if (progress.position() < position
                && (progress.waiting() > 0
                        || now - refreshedAt >= settings.refresh().toNanos())) {
            show(now);
        }
        if (uncommitted >= settings.commitEvents()
                || now - committedAt >= settings.commitEvery().toNanos()) {
            commit(now);
        }
        if (progress.position() >= progress.floor()
                && (!expunged || now - expungedAt >= settings.expunge().toNanos())) {
            index.expunge();
            expunged = true;
            expungedAt = now;
        }
    }

    /// Writes out what has come in, before the index is closed.
    void end() throws IOException {
        if (uncommitted > 0) {
            index.commit(position);
        }
    }

    private void show(long now) throws IOException {
        index.refresh();
        progress.advance(Math.max(progress.position(), position));
        refreshedAt = now;
    }

    private void commit(long now) throws IOException {
        if (position > committed || index.isChanged()) {
            index.commit(position);
            show(now); // or what was removed would stay on the disk for those who look at it as it was
            committed = position;
            uncommitted = 0;
        }
        committedAt = now;
    }
}
