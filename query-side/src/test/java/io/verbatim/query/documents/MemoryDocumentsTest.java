package io.verbatim.query.documents;

import io.verbatim.query.support.MemoryDocuments;

/// The store that other tests use does what the real ones do.
class MemoryDocumentsTest implements DocumentsContract {

    private final MemoryDocuments documents = new MemoryDocuments();

    @Override
    public Documents testee() {
        return documents;
    }
}
