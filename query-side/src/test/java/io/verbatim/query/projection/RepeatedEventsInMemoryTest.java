package io.verbatim.query.projection;

import io.verbatim.query.documents.Documents;
import io.verbatim.query.support.MemoryDocuments;

class RepeatedEventsInMemoryTest implements RepeatedEventsContract {

    @Override
    public Documents newDocuments() {
        return new MemoryDocuments();
    }
}
