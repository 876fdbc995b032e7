package io.verbatim.query.documents.mongo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.DocumentsContract;
import io.verbatim.query.documents.DocumentsUnavailableException;
import io.verbatim.query.support.MongoServers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoDocumentsTest implements DocumentsContract {

    private static MongoServers server;

    private MongoDocuments documents;

    @BeforeAll
    static void start() {
        server = new MongoServers();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        documents = server.documents();
    }

    @AfterEach
    void close() {
        documents.clear();
        documents.close();
    }

    @Override
    public Documents testee() {
        return documents;
    }

    /// The server in this process looks at every document to insert one.
    @Override
    public int large() {
        return 2_500;
    }

    @Test
    void shouldBeUnavailableWithoutADeployment() {
        try (MongoDocuments nowhere = MongoDocuments.open(new MongoDocumentsProperties(
                "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100", "verbatim", "views", Duration.ofSeconds(10)))) {
            assertThatThrownBy(() -> nowhere.get("aa/x")).isInstanceOf(DocumentsUnavailableException.class);
        }
    }
}
