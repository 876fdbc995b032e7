package io.verbatim.query.documents.mongo;

import io.verbatim.query.documents.StoredDocument;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;

/// Documents as MongoDB has them: the key is the id, a string, since binary sorts by length first.
final class MongoValues {

    static final String ID = "_id";
    private static final String POSITION = "p";
    private static final String VALUE = "v";

    private MongoValues() {}

    static BsonDocument bson(StoredDocument document) {
        return new BsonDocument(ID, new BsonString(document.key()))
                .append(POSITION, new BsonInt64(document.position()))
                .append(VALUE, new BsonBinary(document.value()));
    }

    /// The document under this key, if its position compares like this.
    static BsonDocument filter(String key, String comparison, long position) {
        return new BsonDocument(ID, new BsonString(key))
                .append(POSITION, new BsonDocument(comparison, new BsonInt64(position)));
    }

    static StoredDocument document(BsonDocument stored) {
        return new StoredDocument(
                stored.getString(ID).getValue(),
                stored.getInt64(POSITION).getValue(),
                stored.getBinary(VALUE).getData());
    }
}
