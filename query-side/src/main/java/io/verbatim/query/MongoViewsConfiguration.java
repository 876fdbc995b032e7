package io.verbatim.query;

import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.mongo.MongoDocuments;
import io.verbatim.query.documents.mongo.MongoDocumentsProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Views in MongoDB, where other processes see them too.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MongoDocumentsProperties.class)
public class MongoViewsConfiguration {

    @Bean(destroyMethod = "close")
    Documents documents(MongoDocumentsProperties settings) {
        return MongoDocuments.open(settings);
    }
}
