package io.verbatim.query.names;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.query.documents.rocks.RocksDocuments;
import io.verbatim.query.documents.rocks.RocksDocumentsProperties;
import io.verbatim.query.support.RunningViews;
import io.verbatim.query.support.TestLog;
import io.verbatim.testkit.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/// The names have no letters in a row that the files hold elsewhere: compression leaves them as they are.
class NamesExpungingTest {

    @TempDir
    Path folder;

    @Test
    void shouldLeaveNothingOfADeletedNameOnTheDisk() throws Exception {
        History history = new History().registered(ANA.uid(), "Qjzx Kwvq").registered(BOB.uid(), "Zxkq Wvjp");
        TestLog log = new TestLog();
        log.append(history.events());
        RocksDocuments documents = RocksDocuments.open(
                new RocksDocumentsProperties(folder, DataSize.ofMegabytes(8), DataSize.ofMegabytes(1), 1));
        try (documents;
                RunningViews views = RunningViews.start(log, documents);
                var underTest = new NamesExpunging(log, views.progress(), documents, Duration.ofDays(1))) {
            underTest.start();
            views.settled();
            underTest.expunge();
            assertThat(onDisk("qjzx kwvq")).isTrue();

            history.deleted(ANA.uid());
            log.append(history.last());
            views.settled();
            underTest.expunge();

            assertThat(onDisk("qjzx kwvq")).isFalse();
            assertThat(onDisk("zxkq wvjp")).isTrue();
        }
    }

    private boolean onDisk(String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
