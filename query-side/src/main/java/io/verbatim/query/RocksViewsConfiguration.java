package io.verbatim.query;

import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.rocks.RocksDocuments;
import io.verbatim.query.documents.rocks.RocksDocumentsProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Views in RocksDB, in a folder of this process: the embedded default.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RocksDocumentsProperties.class)
public class RocksViewsConfiguration {

    @Bean(destroyMethod = "close")
    Documents documents(RocksDocumentsProperties settings) {
        return RocksDocuments.open(settings);
    }
}
