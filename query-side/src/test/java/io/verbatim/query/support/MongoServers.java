package io.verbatim.query.support;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.verbatim.query.documents.mongo.MongoDocuments;
import io.verbatim.query.documents.mongo.MongoDocumentsProperties;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;

/// Something that speaks MongoDB's wire protocol, in this process.
public final class MongoServers implements AutoCloseable {

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final InetSocketAddress address = server.bind();

    /// A store of its own.
    public MongoDocuments documents() {
        return documentsAt("mongodb://%s:%d".formatted(address.getHostString(), address.getPort()));
    }

    /// A store of its own in the deployment of this connection string.
    public static MongoDocuments documentsAt(String uri) {
        return MongoDocuments.open(new MongoDocumentsProperties(
                uri, "verbatim-test", "views-" + UUID.randomUUID(), Duration.ofSeconds(20)));
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
