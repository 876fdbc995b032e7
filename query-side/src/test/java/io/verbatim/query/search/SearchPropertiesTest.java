package io.verbatim.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class SearchPropertiesTest {

    private final ApplicationContextRunner context = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @Test
    void shouldHaveTheseDefaults() {
        context.run(started -> assertThat(started.getBean(SearchProperties.class))
                .isEqualTo(SearchProperties.in(Path.of("data/search"))));
    }

    @Test
    void shouldTakeEverySetting() {
        context.withPropertyValues(
                        "verbatim.search.folder=elsewhere",
                        "verbatim.search.batch=1",
                        "verbatim.search.refresh=2ms",
                        "verbatim.search.commit-every=3s",
                        "verbatim.search.commit-events=4",
                        "verbatim.search.memory=5MB",
                        "verbatim.search.expunge=6m")
                .run(started -> assertThat(started.getBean(SearchProperties.class))
                        .isEqualTo(new SearchProperties(
                                Path.of("elsewhere"),
                                1,
                                Duration.ofMillis(2),
                                Duration.ofSeconds(3),
                                4,
                                DataSize.ofMegabytes(5),
                                Duration.ofMinutes(6))));
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        context.withPropertyValues("verbatim.search.batch=0")
                .run(started -> assertThat(started).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SearchProperties.class)
    static class Bound {}
}
