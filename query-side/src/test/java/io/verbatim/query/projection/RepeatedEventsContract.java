package io.verbatim.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RecordedEvent;
import io.verbatim.query.documents.DocumentBatch;
import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.GoneRow;
import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.support.RandomHistory;
import io.verbatim.query.support.RunningViews;
import io.verbatim.query.support.TestLog;
import io.verbatim.testkit.Histories;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// All projections, over any store: however often events come, and in whatever portions, the same is stored.
interface RepeatedEventsContract {

    /// An empty store.
    Documents newDocuments();

    /// How long a random history is.
    default int events() {
        return 400;
    }

    @Test
    default void shouldStoreTheSameOfASampleHistory() throws Exception {
        check(Histories.threePeople(), 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    default void shouldStoreTheSameOfAnyHistory(long seed) throws Exception {
        check(RandomHistory.of(seed, 6, events()), seed);
    }

    private void check(List<RecordedEvent> events, long seed) throws Exception {
        try (Documents documents = newDocuments()) {
            List<StoredDocument> once = run(documents, events);
            assertThat(once).hasSizeGreaterThan(10);
            forgetToken(documents);
            assertThat(run(documents, events)).as("twice").isEqualTo(once);
            documents.clear();
            assertThat(run(documents, events)).as("from zero").isEqualTo(once);
            documents.clear();
            assertThat(runInPortions(documents, events, seed)).as("in portions").isEqualTo(once);
            forgetToken(documents);
            assertThat(runInPortions(documents, events, seed + 1))
                    .as("in portions, twice")
                    .isEqualTo(once);
        }
    }

    private static List<StoredDocument> run(Documents documents, List<RecordedEvent> events) {
        TestLog log = new TestLog();
        log.append(events);
        try (RunningViews views = RunningViews.start(log, documents)) {
            return views.settled().stored();
        }
    }

    /// Stops now and then, and always in another place.
    private static List<StoredDocument> runInPortions(Documents documents, List<RecordedEvent> events, long seed) {
        TestLog log = new TestLog();
        Random random = new Random(seed);
        int told = 0;
        while (told < events.size()) {
            try (RunningViews views = RunningViews.start(log, documents)) {
                for (int portions = 0; portions < 20 && told < events.size(); portions++) {
                    int more = Math.min(events.size(), told + 1 + random.nextInt(10));
                    log.append(events.subList(told, more));
                    views.settled();
                    told = more;
                }
            }
        }
        return RunningViews.everythingIn(documents);
    }

    private static void forgetToken(Documents documents) {
        documents.write(new DocumentBatch(
                List.of(), List.of(), List.of(), List.of(new GoneRow(ViewsToken.KEY, Long.MAX_VALUE)), null));
    }
}
