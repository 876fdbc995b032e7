package io.verbatim.query.documents.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.query.documents.DocumentBatch;
import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.DocumentsContract;
import io.verbatim.query.documents.DocumentsUnavailableException;
import io.verbatim.query.documents.StoredDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksDocumentsTest implements DocumentsContract {

    @TempDir
    Path folder;

    private RocksDocuments documents;

    @BeforeEach
    void open() {
        documents = RocksDocuments.open(RocksDocumentsProperties.in(folder.resolve("views")));
    }

    @AfterEach
    void close() {
        documents.close();
    }

    @Override
    public Documents testee() {
        return documents;
    }

    @Test
    void shouldHaveEverythingAfterACleanStop() {
        documents.write(batch(1));
        documents.close();
        open();
        assertThat(documents.get("aa/1")).isEqualTo(document("aa/1", 1));
        assertThat(documents.get("token/t")).isEqualTo(document("token/t", 1));
    }

    @Test
    void shouldGoBackWithItsTokenAfterACrash() throws IOException {
        documents.close();
        documents = RocksDocuments.open(new RocksDocumentsProperties(
                folder.resolve("views"),
                RocksDocumentsProperties.in(folder).cache(),
                RocksDocumentsProperties.in(folder).memtable(),
                1_000));
        for (int position = 1; position <= 2_500; position++) {
            documents.write(batch(position));
        }
        Path crashed = folder.resolve("crashed");
        copy(folder.resolve("views"), crashed);
        try (RocksDocuments after = RocksDocuments.open(RocksDocumentsProperties.in(crashed))) {
            StoredDocument token = after.get("token/t");
            long position = token == null ? 0 : token.position();
            assertThat(position).isLessThanOrEqualTo(2_500);
            for (int i = 1; i <= 2_500; i++) {
                assertThat(after.get("aa/" + i) != null).as("document %d", i).isEqualTo(i <= position);
            }
        }
    }

    @Test
    void shouldRefuseASecondUser() {
        assertThatThrownBy(() -> RocksDocuments.open(RocksDocumentsProperties.in(folder.resolve("views"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is in use (expected: by one process at a time)");
    }

    @Test
    void shouldBeUnavailableOnceItIsClosed() {
        documents.close();
        assertThatThrownBy(() -> documents.get("aa/1")).isInstanceOf(DocumentsUnavailableException.class);
        assertThatThrownBy(() -> documents.write(batch(1))).isInstanceOf(DocumentsUnavailableException.class);
    }

    private static DocumentBatch batch(int position) {
        return new DocumentBatch(
                List.of(document("aa/" + position, position)),
                List.of(),
                List.of(),
                List.of(),
                document("token/t", position));
    }

    private static StoredDocument document(String key, long position) {
        return new StoredDocument(key, position, new byte[] {1, 2, 3});
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
