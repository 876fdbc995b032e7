package io.verbatim.query.documents.mongo;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Views in MongoDB.
///
/// @param uri the deployment, as a connection string; may hold credentials
/// @param database in which database
/// @param collection in which collection, with one document for each document and row
/// @param timeout how long one call may take; a query then fails, and the runner tries again
@ConfigurationProperties("verbatim.views.mongodb")
public record MongoDocumentsProperties(
        @DefaultValue("mongodb://localhost:27017") String uri,
        @DefaultValue("verbatim") String database,
        @DefaultValue("views") String collection,
        @DefaultValue("10s") Duration timeout) {

    @Override
    public String toString() {
        return "MongoDocumentsProperties[" + database + "." + collection + ", " + timeout + "]";
    }
}
