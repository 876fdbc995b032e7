package io.verbatim.query;

import static io.verbatim.testkit.People.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.api.AtLeast;
import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.Profiles;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.Keys;
import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.mongo.MongoDocuments;
import io.verbatim.query.documents.mongo.MongoDocumentsProperties;
import io.verbatim.query.documents.rocks.RocksDocuments;
import io.verbatim.query.documents.rocks.RocksDocumentsProperties;
import io.verbatim.query.projection.ViewsHealth;
import io.verbatim.query.projection.ViewsProperties;
import io.verbatim.query.support.TestLog;
import io.verbatim.query.support.Vaults;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.TransparentKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class QuerySideConfigurationTest {

    @TempDir
    Path folder;

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Surroundings.class, QuerySideConfiguration.class);

    @Test
    void shouldAnswerQueriesFromViewsInRocks() {
        context.withUserConfiguration(RocksViewsConfiguration.class)
                .withPropertyValues("verbatim.views.rocksdb.folder=" + folder)
                .run(started -> {
                    assertThat(started).hasNotFailed();
                    FindProfiles query = new FindProfiles(List.of(ANA.uid()), AtLeast.ANYTHING);
                    Profiles answer = started.getBean(QueryBus.class)
                            .query(new GenericQueryMessage<>(
                                    query, FindProfiles.class.getName(), ResponseTypes.instanceOf(Profiles.class)))
                            .join()
                            .getPayload();
                    assertThat(answer.profiles()).hasSize(1);
                    assertThat(started.getBean(Documents.class)).isInstanceOf(RocksDocuments.class);
                    assertThat(started).hasSingleBean(LiveFeed.class);
                    assertThat(started.getBean(ViewsHealth.class).position()).isEqualTo(9);
                    assertThat(started.getBean(MeterRegistry.class)
                                    .get("verbatim.views.position")
                                    .gauge()
                                    .value())
                            .isEqualTo(9);
                });
    }

    @Test
    void shouldTakeViewsInMongo() {
        context.withUserConfiguration(MongoViewsConfiguration.class)
                .withPropertyValues(
                        "verbatim.views.mongodb.uri=mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=10",
                        "verbatim.views.retry-at-most=200ms")
                .run(started -> {
                    assertThat(started).hasNotFailed();
                    assertThat(started.getBean(Documents.class)).isInstanceOf(MongoDocuments.class);
                });
    }

    @Test
    void shouldHaveTheseDefaults() {
        context.withUserConfiguration(RocksViewsConfiguration.class)
                .withPropertyValues("verbatim.views.rocksdb.folder=" + folder)
                .run(started -> {
                    assertThat(started.getBean(ViewsProperties.class))
                            .isEqualTo(new ViewsProperties(
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
                                    Duration.ofSeconds(5)));
                    assertThat(started.getBean(RocksDocumentsProperties.class))
                            .isEqualTo(new RocksDocumentsProperties(
                                    folder, DataSize.ofMegabytes(32), DataSize.ofMegabytes(16), 50_000));
                });
    }

    @Test
    void shouldTakeEverySetting() {
        context.withUserConfiguration(RocksViewsConfiguration.class)
                .withPropertyValues(
                        "verbatim.views.batch=1",
                        "verbatim.views.pause=2ms",
                        "verbatim.views.catch-up-batch=3",
                        "verbatim.views.catch-up-bytes=4KB",
                        "verbatim.views.hot-documents=5",
                        "verbatim.views.folders=6",
                        "verbatim.views.readers=7",
                        "verbatim.views.queries=8",
                        "verbatim.views.patience=9s",
                        "verbatim.views.retry=10ms",
                        "verbatim.views.retry-at-most=11ms",
                        "verbatim.views.rocksdb.folder=" + folder,
                        "verbatim.views.rocksdb.cache=1MB",
                        "verbatim.views.rocksdb.memtable=2MB",
                        "verbatim.views.rocksdb.flush-every=3")
                .run(started -> {
                    assertThat(started.getBean(ViewsProperties.class))
                            .isEqualTo(new ViewsProperties(
                                    1,
                                    Duration.ofMillis(2),
                                    3,
                                    DataSize.ofKilobytes(4),
                                    5,
                                    6,
                                    7,
                                    8,
                                    Duration.ofSeconds(9),
                                    Duration.ofMillis(10),
                                    Duration.ofMillis(11)));
                    assertThat(started.getBean(RocksDocumentsProperties.class))
                            .isEqualTo(new RocksDocumentsProperties(
                                    folder, DataSize.ofMegabytes(1), DataSize.ofMegabytes(2), 3));
                });
    }

    @Test
    void shouldTakeEverySettingOfMongo() {
        context.withUserConfiguration(MongoViewsConfiguration.class)
                .withPropertyValues(
                        "verbatim.views.mongodb.uri=mongodb://user:secret@127.0.0.1:1/?serverSelectionTimeoutMS=10",
                        "verbatim.views.mongodb.database=d",
                        "verbatim.views.mongodb.collection=c",
                        "verbatim.views.mongodb.timeout=3s")
                .run(started -> assertThat(started.getBean(MongoDocumentsProperties.class))
                        .isEqualTo(new MongoDocumentsProperties(
                                "mongodb://user:secret@127.0.0.1:1/?serverSelectionTimeoutMS=10",
                                "d",
                                "c",
                                Duration.ofSeconds(3)))
                        .asString()
                        .doesNotContain("secret"));
    }

    @Test
    void shouldRefuseSettingsThatMakeNoSense() {
        context.withUserConfiguration(RocksViewsConfiguration.class)
                .withPropertyValues("verbatim.views.batch=0", "verbatim.views.rocksdb.folder=" + folder)
                .run(started -> assertThat(started)
                        .getFailure()
                        .rootCause()
                        .hasMessage("verbatim.views.batch: 0 (expected: > 0)"));
    }

    /// What the other sides give.
    @Configuration(proxyBeanMethods = false)
    static class Surroundings {

        @Bean
        Keys keys() {
            return new TransparentKeys();
        }

        @Bean
        Handles handles() {
            return Vaults.handles();
        }

        @Bean
        TestLog log() {
            TestLog log = new TestLog();
            log.append(Histories.talked().events());
            return log;
        }

        @Bean
        LogEpoch epoch() {
            return new LogEpoch(1, false);
        }

        @Bean
        QueryBus queryBus() {
            return SimpleQueryBus.builder().build();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
