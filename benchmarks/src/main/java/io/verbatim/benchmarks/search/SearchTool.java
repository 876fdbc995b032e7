package io.verbatim.benchmarks.search;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.api.AtLeast;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.MessagesFound;
import io.verbatim.api.conversation.SearchMessages;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.Sealed;
import io.verbatim.query.QuerySideConfiguration;
import io.verbatim.query.documents.rocks.RocksDocuments;
import io.verbatim.query.documents.rocks.RocksDocumentsProperties;
import io.verbatim.query.projection.Progress;
import io.verbatim.query.projection.ProjectionRunner;
import io.verbatim.query.projection.Views;
import io.verbatim.query.projection.ViewsLog;
import io.verbatim.query.projection.ViewsProperties;
import io.verbatim.query.search.MessageSearch;
import io.verbatim.query.search.SearchProperties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// Makes views and index of many messages, then searches one after the other: by one word or two, every second time
/// for the person who is in a tenth of all conversations.
public final class SearchTool {

    private static final int PAIRS = 5_000;
    private static final int WARM_UP = 2_000;
    private static final int SEARCHES = 20_000;
    private static final int PAGE = 50;
    private static final ViewsProperties READING = new ViewsProperties(
            512,
            Duration.ofMillis(5),
            20_000,
            DataSize.ofMegabytes(16),
            20_000,
            2,
            4,
            10_000,
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            Duration.ofSeconds(5));

    private final SaidLog log;
    private final QueryBus bus = SimpleQueryBus.builder().build();
    private final SplittableRandom random = new SplittableRandom(1);

    private SearchTool(long messages) {
        this.log = new SaidLog(PAIRS, messages + 2 * PAIRS);
    }

    /// Runs the tool.
    ///
    /// @param arguments a folder that is not there yet, and how many messages
    public static void main(String[] arguments) throws Exception {
        new SearchTool(Long.parseLong(arguments[1])).run(Path.of(arguments[0]));
    }

    private void run(Path folder) throws Exception {
        Keys keys = new OpenKeys();
        Progress progress = new Progress();
        ViewsLog viewsLog = new ViewsLog(log, log, new LogEpoch(1, false));
        try (RocksDocuments documents = RocksDocuments.open(RocksDocumentsProperties.in(folder.resolve("views")))) {
            Views views = new Views(documents, READING.hotDocuments());
            try (ProjectionRunner runner = new ProjectionRunner(
                    viewsLog,
                    views,
                    QuerySideConfiguration.projections(keys, new NoHandles()),
                    progress,
                    READING,
                    new SimpleMeterRegistry())) {
                runner.start();
                progress.reached(log.end()).get(1, TimeUnit.HOURS);
                long begin = System.nanoTime();
                try (MessageSearch search = MessageSearch.start(
                        new MessageSearch.Source(viewsLog, views, progress),
                        keys,
                        bus,
                        READING,
                        SearchProperties.in(folder.resolve("search")))) {
                    search.progress().reached(log.end()).get(1, TimeUnit.HOURS);
                    report(System.nanoTime() - begin);
                }
            }
        }
    }

    private void report(long indexed) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            search(i);
        }
        long[] nanos = new long[SEARCHES];
        long found = 0;
        for (int i = 0; i < SEARCHES; i++) {
            long begin = System.nanoTime();
            found += search(i);
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        IO.println(String.format(
                Locale.ROOT,
                "RESULT events=%d indexed_events_per_s=%d searches=%d found_each=%d p50_ms=%.2f p99_ms=%.2f max_ms=%.2f",
                log.end(),
                log.end() * TimeUnit.SECONDS.toNanos(1) / indexed,
                SEARCHES,
                found / SEARCHES,
                nanos[SEARCHES / 2] / 1e6,
                nanos[SEARCHES * 99 / 100] / 1e6,
                nanos[SEARCHES - 1] / 1e6));
    }

    private int search(int number) throws Exception {
        Uid caller = number % 2 == 0 ? SaidLog.BUSY : log.person(random.nextInt(PAIRS));
        String words = SaidLog.word(random) + (number % 4 < 2 ? "" : " " + SaidLog.word(random));
        SearchMessages query = new SearchMessages(caller, words, null, null, PAGE, AtLeast.ANYTHING);
        return bus.query(new GenericQueryMessage<>(
                        query, SearchMessages.class.getName(), ResponseTypes.instanceOf(MessagesFound.class)))
                .get(1, TimeUnit.MINUTES)
                .getPayload()
                .messages()
                .size();
    }

    /// What is sealed is the text itself.
    private static final class OpenKeys implements Keys {

        @Override
        public Sealed sealMessage(Uid author, String plain) {
            throw new IllegalStateException("seal: a message (expected: only opened)");
        }

        @Override
        public Sealed sealProfile(Uid person, String plain) {
            throw new IllegalStateException("seal: of a profile (expected: only opened)");
        }

        @Override
        public String open(Sealed sealed) {
            return new String(sealed.bytes(), StandardCharsets.UTF_8);
        }
    }

    /// Nobody is asked for.
    private static final class NoHandles implements Handles {

        @Override
        public Uid reserve(Handle handle) {
            throw new IllegalStateException("reserve: " + handle + " (expected: only read)");
        }

        @Override
        public @Nullable Uid find(Handle handle) {
            return null;
        }

        @Override
        public @Nullable Handle handleOf(Uid uid) {
            return null;
        }
    }
}
