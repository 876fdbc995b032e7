package io.verbatim.benchmarks.fold;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.api.live.SyncedEvents;
import io.verbatim.command.CommandSideConfiguration;
import io.verbatim.query.QuerySideConfiguration;
import io.verbatim.query.RocksViewsConfiguration;
import io.verbatim.query.projection.Progress;
import io.verbatim.vault.VaultConfiguration;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Both sides and a vault in this process, on a log that is there: the write side from the beginning, the read side
/// when
/// it is told to.
final class AssembledSides implements AutoCloseable {

    private static final long PATIENCE_MINUTES = 10;

    private final AnnotationConfigApplicationContext writeSide;
    private final AnnotationConfigApplicationContext readSide;

    /// @param log the log's folder
    /// @param views a folder for views
    AssembledSides(Path log, Path views) {
        writeSide =
                context(null, Map.of("verbatim.log.folder", log.toString(), "verbatim.vault.folder", views + "-vault"));
        writeSide.register(CommandSideConfiguration.class, VaultConfiguration.class);
        writeSide.registerBean(Clock.class, AssembledSides::clock);
        writeSide.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        writeSide.registerBean(QueryBus.class, () -> SimpleQueryBus.builder().build());
        writeSide.refresh();
        readSide = context(writeSide, Map.of("verbatim.views.rocksdb.folder", views.toString()));
        readSide.register(QuerySideConfiguration.class, RocksViewsConfiguration.class);
    }

    /// The last position of the log.
    long end() {
        return writeSide.getBean(SyncedEvents.class).position();
    }

    /// Opens the views, and waits until they have reached the end of the log.
    void fold() throws InterruptedException, ExecutionException, TimeoutException {
        readSide.refresh();
        readSide.getBean(Progress.class).reached(end()).get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    }

    QueryBus queries() {
        return writeSide.getBean(QueryBus.class);
    }

    @Override
    public void close() {
        readSide.close();
        writeSide.close();
    }

    @SuppressWarnings("TimeZoneUsage") // here is where the clock comes from
    private static Clock clock() {
        return Clock.systemUTC();
    }

    private static AnnotationConfigApplicationContext context(
            @Nullable AnnotationConfigApplicationContext parent, Map<String, Object> settings) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        if (parent != null) {
            context.setParent(parent);
        }
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("benchmark", settings));
        return context;
    }
}
