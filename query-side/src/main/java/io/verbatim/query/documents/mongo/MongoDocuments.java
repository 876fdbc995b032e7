package io.verbatim.query.documents.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static io.verbatim.query.documents.mongo.MongoValues.ID;

import com.mongodb.WriteConcern;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.verbatim.query.documents.DocumentBatch;
import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.DocumentsUnavailableException;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.documents.StoredDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Documents in one collection of MongoDB, acknowledged by a majority. A batch is no transaction: it is written part by
/// part, and may stop between any two writes. Calls wait for the driver on the calling thread.
public final class MongoDocuments implements Documents {

    /// How many keys one query names: it stays far below the largest message there may be.
    private static final int KEYS_AT_ONCE = 10_000;

    private final MongoClient client;
    private final MongoCollection<BsonDocument> collection;
    private final MongoBatch batches;
    private final Duration timeout;

    private MongoDocuments(MongoClient client, MongoDocumentsProperties settings) {
        this.client = client;
        this.collection = client.getDatabase(settings.database())
                .getCollection(settings.collection(), BsonDocument.class)
                .withWriteConcern(WriteConcern.MAJORITY);
        this.timeout = settings.timeout();
        this.batches = new MongoBatch(collection);
    }

    /// Connects, in the background: a deployment that is not there shows at the first call.
    ///
    /// @throws IllegalArgumentException if the connection string is none
    public static MongoDocuments open(MongoDocumentsProperties settings) {
        return new MongoDocuments(MongoClients.create(settings.uri()), settings);
    }

    @Override
    public @Nullable StoredDocument get(String key) {
        List<StoredDocument> found = find(eq(ID, key), Sorts.ascending(ID), 1);
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public Map<String, StoredDocument> getAll(Collection<String> keys) {
        List<String> wanted = List.copyOf(keys);
        Map<String, StoredDocument> found = HashMap.newHashMap(wanted.size());
        for (int from = 0; from < wanted.size(); from += KEYS_AT_ONCE) {
            List<String> some = wanted.subList(from, Math.min(wanted.size(), from + KEYS_AT_ONCE));
            find(in(ID, some), Sorts.ascending(ID), some.size())
                    .forEach(document -> found.put(document.key(), document));
        }
        return found;
    }

    @Override
    public List<StoredDocument> ascending(KeyRange range, int limit) {
        return find(within(range), Sorts.ascending(ID), limit);
    }

    @Override
    public List<StoredDocument> descending(KeyRange range, int limit) {
        return find(within(range), Sorts.descending(ID), limit);
    }

    @Override
    public void write(DocumentBatch batch) {
        await(batches.write(batch));
    }

    /// A failed write has lost nothing that was written before.
    @Override
    public void recover() {}

    @Override
    public void clear() {
        await(Mono.from(collection.drop()));
    }

    @Override
    public void close() {
        client.close();
    }

    private List<StoredDocument> find(Bson filter, Bson order, int limit) {
        List<StoredDocument> found =
                await(Flux.from(collection.find(filter).sort(order).limit(limit).batchSize(limit))
                        .map(MongoValues::document)
                        .collectList());
        return found == null ? new ArrayList<>() : found;
    }

    private static Bson within(KeyRange range) {
        return and(gte(ID, range.from()), lt(ID, range.to()));
    }

    private <T> @Nullable T await(Mono<T> answer) {
        try {
            return answer.block(timeout);
        } catch (RuntimeException failure) {
            throw new DocumentsUnavailableException("views: MongoDB does not answer: " + failure.getMessage(), failure);
        }
    }
}
