package io.verbatim.query.documents.mongo;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.DocumentsContract;
import io.verbatim.query.support.MongoServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The contract against a real MongoDB, where one is named.
class RealMongoDocumentsTest implements DocumentsContract {

    private static final String VARIABLE = "VERBATIM_TEST_MONGODB_URI";

    private MongoDocuments documents;

    @BeforeEach
    void open() {
        String uri = System.getenv(VARIABLE);
        assumeThat(uri)
                .as("skipped: " + VARIABLE + " names no MongoDB to test against")
                .isNotNull();
        documents = MongoServers.documentsAt(uri);
    }

    @AfterEach
    void close() {
        if (documents != null) {
            documents.clear();
            documents.close();
        }
    }

    @Override
    public Documents testee() {
        return documents;
    }
}
