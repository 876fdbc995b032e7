package io.verbatim.query.projection;

import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.rocks.RocksDocuments;
import io.verbatim.query.documents.rocks.RocksDocumentsProperties;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RepeatedEventsInRocksTest implements RepeatedEventsContract {

    @TempDir
    Path folder;

    @Override
    public Documents newDocuments() {
        return RocksDocuments.open(RocksDocumentsProperties.in(folder));
    }
}
