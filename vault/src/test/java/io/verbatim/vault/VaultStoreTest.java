package io.verbatim.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

class VaultStoreTest {

    private static final byte[] VALUE = {1, 2, 3};

    @TempDir
    Path temp;

    private Path folder;
    private VaultStore underTest;

    @BeforeEach
    void open() {
        folder = temp.resolve("data/vault");
        underTest = VaultStore.open(folder);
    }

    @AfterEach
    void close() {
        underTest.close();
    }

    @Test
    void shouldKeepWhatWasWrittenWhenReopened() {
        underTest.write(new Changes().put("a", VALUE).put("b", VALUE));
        underTest.write(new Changes().delete("b"));
        underTest.close();

        underTest = VaultStore.open(folder);
        assertThat(underTest.get("a")).isEqualTo(VALUE);
        assertThat(underTest.get("b")).isNull();
    }

    @Test
    void shouldSyncEveryWrite() {
        try (Statistics statistics = new Statistics();
                VaultStore counted = VaultStore.open(temp.resolve("counted"), tune -> tune.setStatistics(statistics))) {
            long before = statistics.getTickerCount(TickerType.WAL_FILE_SYNCED);
            for (int i = 0; i < 10; i++) {
                counted.write(new Changes().put("a", VALUE));
            }
            assertThat(statistics.getTickerCount(TickerType.WAL_FILE_SYNCED) - before)
                    .isEqualTo(10);
        }
    }

    @Test
    void shouldBeReadableByItsOwnerOnly() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void shouldRefuseASecondStoreOnTheSameFolder() {
        assertThatThrownBy(() -> VaultStore.open(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("vault: " + folder + " is in use by another process (expected: one process)");
    }

    @Test
    void shouldRefuseASecondProcess() throws Exception {
        try (ForkedJvm second = ForkedJvm.start(SecondProcess.class, folder.toString())) {
            assertThat(second.readLine()).contains("is in use by another process");
        }
        underTest.write(new Changes().put("a", VALUE));
    }

    @Test
    void shouldRefuseAnotherFormat() {
        underTest.write(new Changes().put("format", VaultStore.ascii("2")));
        underTest.close();

        assertThatThrownBy(() -> VaultStore.open(folder)).hasMessage("vault: format 2 (expected: 1)");
    }

    @Test
    void shouldRefuseAFolderThatIsAFile() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));

        assertThatThrownBy(() -> VaultStore.open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void shouldBeCopiedAsItIsAtOneMoment() throws Exception {
        underTest.write(new Changes().put("before", VALUE));
        Path copy = temp.resolve("backup/vault");
        Files.createDirectories(copy.getParent());

        underTest.checkpoint(copy);

        underTest.write(new Changes().put("after", VALUE).delete("before"));
        try (VaultStore copied = VaultStore.open(copy)) {
            assertThat(copied.get("before")).isEqualTo(VALUE);
            assertThat(copied.get("after")).isNull();
        }
    }

    @Test
    void shouldRefuseToCopyOntoSomething() {
        assertThatThrownBy(() -> underTest.checkpoint(temp)).hasMessageContaining(temp.toString());
    }

    @Test
    void shouldRefuseEverythingOnceClosed() {
        assertThat(underTest.fault()).isNull();
        underTest.close();

        assertThat(underTest.fault()).isEqualTo(folder + " is not open");
        assertThatThrownBy(() -> underTest.get("a")).hasMessageContaining("is not open");
        assertThatThrownBy(() -> underTest.write(new Changes().put("a", VALUE))).hasMessageContaining("is not open");
    }

    /// Tries to open a folder that is in use, and says what comes of it.
    static final class SecondProcess {

        public static void main(String[] arguments) {
            try (VaultStore opened = VaultStore.open(Path.of(arguments[0]))) {
                System.out.println("opened " + opened.name());
            } catch (IllegalStateException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }
}
