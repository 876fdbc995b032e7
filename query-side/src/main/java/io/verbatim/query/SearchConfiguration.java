package io.verbatim.query;

import io.verbatim.api.vault.Keys;
import io.verbatim.query.projection.Progress;
import io.verbatim.query.projection.Views;
import io.verbatim.query.projection.ViewsLog;
import io.verbatim.query.projection.ViewsProperties;
import io.verbatim.query.search.MessageSearch;
import io.verbatim.query.search.SearchProperties;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/// Search in what was said, in an index of this process, beside the [QuerySideConfiguration].
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchProperties.class)
public class SearchConfiguration {

    /// Closed before the runner and the store of the views are.
    @Bean(destroyMethod = "close")
    @DependsOn("projectionRunner")
    MessageSearch messageSearch(
            MessageSearch.Source source, Keys keys, QueryBus bus, ViewsProperties reading, SearchProperties settings) {
        return MessageSearch.start(source, keys, bus, reading, settings);
    }

    @Bean
    MessageSearch.Source searchSource(ViewsLog log, Views views, Progress viewsProgress) {
        return new MessageSearch.Source(log, views, viewsProgress);
    }
}
