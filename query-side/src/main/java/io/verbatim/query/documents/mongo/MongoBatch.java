package io.verbatim.query.documents.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.verbatim.query.documents.DocumentBatch;
import io.verbatim.query.documents.GoneRow;
import io.verbatim.query.documents.StoredDocument;
import java.util.List;
import org.bson.BsonDocument;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Writes a batch: its parts one after the other, each as one bulk. The position stands in the filter, so nothing is
/// written backwards. Within a part the writes touch different documents and need no order; a document that is not
/// older finds no match, and its insertion meets the id that is there: that is the answer hoped for, and no failure.
final class MongoBatch {

    private static final int DUPLICATE_KEY = 11_000;
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<BsonDocument> collection;

    MongoBatch(MongoCollection<BsonDocument> collection) {
        this.collection = collection;
    }

    Mono<Void> write(DocumentBatch batch) {
        List<StoredDocument> token = batch.token() == null ? List.of() : List.of(batch.token());
        return Flux.just(
                        puts(batch.inserts()),
                        puts(batch.rows()),
                        puts(batch.documents()),
                        deletes(batch.gone()),
                        puts(token))
                .filter(part -> !part.isEmpty())
                .concatMap(this::write)
                .then();
    }

    private Mono<Void> write(List<WriteModel<BsonDocument>> part) {
        return Mono.from(collection.bulkWrite(part, UNORDERED))
                .then()
                .onErrorResume(MongoBulkWriteException.class, MongoBatch::unlessStoredIsNewer);
    }

    private static Mono<Void> unlessStoredIsNewer(MongoBulkWriteException failure) {
        boolean only = failure.getWriteConcernError() == null
                && failure.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
        return only ? Mono.empty() : Mono.error(failure);
    }

    private static List<WriteModel<BsonDocument>> puts(List<StoredDocument> documents) {
        return documents.stream().map(MongoBatch::put).toList();
    }

    private static WriteModel<BsonDocument> put(StoredDocument document) {
        return new ReplaceOneModel<>(
                MongoValues.filter(document.key(), "$lt", document.position()), MongoValues.bson(document), UPSERT);
    }

    private static List<WriteModel<BsonDocument>> deletes(List<GoneRow> rows) {
        return rows.stream().map(MongoBatch::delete).toList();
    }

    private static WriteModel<BsonDocument> delete(GoneRow row) {
        return new DeleteOneModel<>(MongoValues.filter(row.key(), "$lte", row.position()));
    }
}
