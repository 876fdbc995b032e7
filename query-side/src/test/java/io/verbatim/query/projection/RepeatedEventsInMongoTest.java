package io.verbatim.query.projection;

import io.verbatim.query.documents.Documents;
import io.verbatim.query.support.MongoServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RepeatedEventsInMongoTest implements RepeatedEventsContract {

    private static MongoServers server;

    @BeforeAll
    static void start() {
        server = new MongoServers();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /// The server in this process looks at every document to insert one.
    @Override
    public int events() {
        return 100;
    }

    @Override
    public Documents newDocuments() {
        return server.documents();
    }
}
