package io.verbatim.query.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.api.Query;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Refusal;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.query.QuerySideConfiguration;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.projection.Progress;
import io.verbatim.query.projection.Projection;
import io.verbatim.query.projection.ProjectionRunner;
import io.verbatim.query.projection.Views;
import io.verbatim.query.projection.ViewsLog;
import io.verbatim.query.projection.ViewsProperties;
import io.verbatim.query.search.MessageSearch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.util.unit.DataSize;

/// The views of a log, as the program runs them, without the program around.
public final class RunningViews implements AutoCloseable {

    public static final LogEpoch EPOCH = new LogEpoch(7, false);
    public static final ViewsProperties SETTINGS = new ViewsProperties(
            512,
            Duration.ofMillis(1),
            20_000,
            DataSize.ofMegabytes(16),
            1_000,
            2,
            2,
            1_000,
            Duration.ofSeconds(2),
            Duration.ofMillis(10),
            Duration.ofMillis(40));

    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestLog log;
    private final LogEpoch epoch;
    private final Documents documents;
    private final Views views;
    private final Progress progress = new Progress();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final ProjectionRunner runner;
    private final ViewAnswers answers;

    private RunningViews(TestLog log, Documents documents, List<Projection<?>> projections, LogEpoch epoch) {
        this.log = log;
        this.epoch = epoch;
        this.documents = documents;
        this.views = new Views(documents, SETTINGS.hotDocuments());
        this.runner =
                new ProjectionRunner(new ViewsLog(log, log, epoch), views, projections, progress, SETTINGS, meters);
        this.answers = QuerySideConfiguration.answers(bus, views, progress, SETTINGS);
    }

    public static RunningViews start(TestLog log, Documents documents) {
        return start(log, documents, Vaults.projections(), EPOCH);
    }

    public static RunningViews start(
            TestLog log, Documents documents, List<Projection<?>> projections, LogEpoch epoch) {
        RunningViews views = new RunningViews(log, documents, projections, epoch);
        views.runner.start();
        return views;
    }

    /// The views of these events, in memory.
    public static RunningViews of(List<RecordedEvent> events) {
        TestLog log = new TestLog();
        log.append(events);
        return start(log, new MemoryDocuments());
    }

    public TestLog log() {
        return log;
    }

    /// What a search beside the views needs of them.
    public MessageSearch.Source source() {
        return new MessageSearch.Source(new ViewsLog(log, log, epoch), views, progress);
    }

    public SimpleQueryBus bus() {
        return bus;
    }

    public ProjectionRunner runner() {
        return runner;
    }

    public Progress progress() {
        return progress;
    }

    /// How many queries wait for the views.
    public int waiting() {
        return progress.waiting();
    }

    public SimpleMeterRegistry meters() {
        return meters;
    }

    /// Asks, and gives the answer.
    public <A> A ask(Query<A> query, Class<A> answer) {
        return futureOf(query, answer)
                .orTimeout(SOON.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /// Asks, and gives the refusal.
    public <A> Refusal refusal(Query<A> query, Class<A> answer) {
        try {
            A given = ask(query, answer);
            throw new AssertionError("refused: not (expected: refused); given " + given);
        } catch (CompletionException failure) {
            assertThat(failure.getCause()).isInstanceOf(QueryExecutionException.class);
            return (Refusal)
                    ((QueryExecutionException) failure.getCause()).getDetails().orElseThrow();
        }
    }

    public <A> CompletableFuture<A> futureOf(Query<A> query, Class<A> answer) {
        return bus.query(new GenericQueryMessage<>(query, query.getClass().getName(), ResponseTypes.instanceOf(answer)))
                .thenApply(response -> {
                    if (response.isExceptional()) {
                        throw new CompletionException(response.exceptionResult());
                    }
                    return response.getPayload();
                });
    }

    /// Waits until everything is in the views.
    public RunningViews settled() {
        progress.reached(log.position())
                .orTimeout(SOON.toSeconds(), TimeUnit.SECONDS)
                .join();
        return this;
    }

    /// All that is stored, in the order of the keys.
    public List<StoredDocument> stored() {
        return everythingIn(documents);
    }

    public static List<StoredDocument> everythingIn(Documents documents) {
        return documents.ascending(new KeyRange("0", "~"), Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        answers.close();
        runner.close();
    }
}
