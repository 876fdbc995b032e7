package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondProcessTest {

    @TempDir
    Path folder;

    @Test
    void shouldRefuseASecondProcess() throws Exception {
        Path mine = folder.resolve("log");
        try (LogEventStore log = LogFixture.open(mine)) {
            Process second = ForkedJvm.start(folder.resolve("native"), Program.class, mine.toString());
            String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(second.waitFor()).isEqualTo(3);
            assertThat(said)
                    .contains("folder: " + mine + " is in use by another process (expected: one process per log)");
            log.publish(LogFixture.messages(LOBBY, 0, 1));
            assertThat(log.position()).isEqualTo(1);
        }
        Process next = ForkedJvm.start(folder.resolve("native"), Program.class, mine.toString());
        assertThat(new String(next.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("opened at position 1");
        assertThat(next.waitFor()).isZero();
    }

    @Test
    void shouldRefuseASecondLogInTheSameProcess() {
        try (LogEventStore log = LogFixture.open(folder)) {
            assertThatThrownBy(() -> LogFixture.open(folder))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining("is in use");

            log.publish(LogFixture.messages(LOBBY, 0, 1));
        }
    }

    @Test
    void shouldKeepTheFolderToItsOwner() throws Exception {
        Path mine = folder.resolve("a").resolve("log");

        LogFixture.open(mine).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mine)))
                .isEqualTo("rwx------");
    }

    /// Opens a log, or says why it cannot.
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            try (LogEventStore log = LogFixture.open(Path.of(arguments[0]))) {
                System.out.println("opened at position " + log.position());
            } catch (LogUnavailableException refused) {
                System.out.println(refused.getMessage());
                System.exit(3);
            }
        }
    }
}
