package io.verbatim.query.answers;

import io.verbatim.api.Query;
import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.query.projection.Progress;
import io.verbatim.query.projection.ViewsProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.common.Registration;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers queries from the views. A query waits until the views have seen what it must see, without a
/// thread; then it is read on one of a few threads.
///
/// Refused with `BEHIND` if it waits too long, or the views are folded anew while it is read; with
/// `UNAVAILABLE` if too many wait for a thread.
public final class ViewAnswers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ViewAnswers.class);
    private static final long CLOSING_SECONDS = 5;

    private final QueryBus bus;
    private final Progress progress;
    private final Freshness freshness;
    private final Patience patience;
    private final ThreadPoolExecutor readers;
    private final List<Registration> registrations = new ArrayList<>();

    /// @param name of its threads
    public ViewAnswers(String name, QueryBus bus, Progress progress, Versions versions, ViewsProperties settings) {
        this.bus = bus;
        this.progress = progress;
        this.readers = new ThreadPoolExecutor(
                settings.readers(),
                settings.readers(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.queries()),
                Thread.ofPlatform().daemon().name(name + "-reader-", 1).factory());
        this.freshness = new Freshness(progress, versions, readers);
        this.patience = new Patience(settings.patience());
        patience.start();
    }

    /// Answers all queries of a type from now on.
    ///
    /// @param read reads the views; may block on the store, and throw [RefusedQueryException]
    @SuppressWarnings("FutureReturnValueIgnored") // the bus takes a future for an answer
    public <Q extends Query<A>, A> void answer(Class<Q> query, Class<A> answer, Function<Q, A> read) {
        registrations.add(bus.subscribe(
                query.getName(),
                answer,
                (QueryMessage<?, A> message) -> answer(query.cast(message.getPayload()), read)));
    }

    private <Q extends Query<A>, A> CompletableFuture<A> answer(Q query, Function<Q, A> read) {
        CompletableFuture<A> given = new CompletableFuture<>();
        begin(query, read, given);
        return given;
    }

    private <Q extends Query<A>, A> void begin(Q query, Function<Q, A> read, CompletableFuture<A> given) {
        if (!readWhenFresh(query, read, given)) {
            patience.limit(given, () -> refuse(given, behind(query)));
        }
    }

    /// Whether it need not wait.
    private <Q extends Query<A>, A> boolean readWhenFresh(Q query, Function<Q, A> read, CompletableFuture<A> given) {
        try {
            CompletableFuture<Void> fresh = freshness.reached(query, given);
            boolean atOnce = fresh.isDone();
            CompletableFuture<?> _ = fresh.thenRunAsync(() -> read(query, read, given), readers)
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            fail(given, failure);
                        }
                    });
            return atOnce;
        } catch (RejectedExecutionException tooMany) {
            fail(given, tooMany);
            return true;
        }
    }

    private <Q extends Query<A>, A> void read(Q query, Function<Q, A> read, CompletableFuture<A> given) {
        if (given.isDone()) {
            return;
        }
        int era = progress.era();
        if (progress.position() < needed(query)) {
            begin(query, read, given); // the views have lost something since
            return;
        }
        try {
            A answer = read.apply(query);
            if (era == progress.era()) {
                given.complete(answer);
            } else {
                refuse(given, behind(query));
            }
        } catch (RefusedQueryException refused) {
            refuse(given, refused.refusal());
        }
    }

    private long needed(Query<?> query) {
        return Math.max(progress.floor(), query.atLeast().position());
    }

    private Refusal behind(Query<?> query) {
        LOG.debug(
                "A query was behind: at {} (expected: at least {}, and {})",
                progress.position(),
                needed(query),
                query.atLeast().versions());
        return Refusal.of(RefusalCode.BEHIND, "views: not yet as far as was asked for");
    }

    private static void refuse(CompletableFuture<?> given, Refusal refusal) {
        given.completeExceptionally(new QueryExecutionException(refusal.detail(), null, refusal));
    }

    private static void fail(CompletableFuture<?> given, Throwable failure) {
        if (failure instanceof RejectedExecutionException || failure.getCause() instanceof RejectedExecutionException) {
            refuse(given, Refusal.of(RefusalCode.UNAVAILABLE, "queries: too many wait, or the views are closing"));
        } else if (given.completeExceptionally(failure)) {
            LOG.error("A query failed", failure);
        }
    }

    /// Answers nothing any more; what is being read is waited for, for a moment.
    @Override
    public void close() {
        registrations.forEach(Registration::cancel);
        patience.close();
        readers.shutdown();
        try {
            if (!readers.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                readers.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            readers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
