package io.verbatim.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that may write no more bytes stands for a full disk: its limit can be changed from outside.
class FullDiskTest {

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final int ENOUGH_TO_FAIL = 10_000;

    @TempDir
    Path folder;

    @BeforeEach
    void needPrlimit() {
        assumeTrue(Files.isExecutable(PRLIMIT), "no " + PRLIMIT + ": a full disk cannot be had here");
    }

    @Test
    void shouldRefuseClearlyAndRecoverWhenThereIsSpace() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        try (ForkedJvm writer = ForkedJvm.start(Writer.class, folder.toString())) {
            assertThat(writer.readLine()).isEqualTo("ready");
            limitFiles(writer, "65536"); // a write fails in its middle
            String answer = "ok";
            int writes = 0;
            while (answer.equals("ok") && writes < ENOUGH_TO_FAIL) {
                answer = put(writer, "key-" + ++writes);
                if (answer.equals("ok")) {
                    acknowledged.add("key-" + writes);
                }
            }
            assertThat(answer)
                    .startsWith("refused: vault: " + folder + " cannot be")
                    .contains("fault: " + folder);
            limitFiles(writer, "0"); // and then nothing can be written at all
            assertThat(put(writer, "while-full")).startsWith("refused: vault: " + folder + " cannot be");

            limitFiles(writer, "unlimited");
            assertThat(put(writer, "later")).isEqualTo("ok");
            acknowledged.add("later");
        }
        try (VaultStore store = VaultStore.open(folder)) {
            assertThat(acknowledged).hasSizeGreaterThan(10).allMatch(key -> store.get(key) != null);
        }
    }

    private static String put(ForkedJvm writer, String key) throws IOException {
        writer.writeLine(key);
        return String.valueOf(writer.readLine());
    }

    private static void limitFiles(ForkedJvm process, String bytes) throws Exception {
        Process limit = new ProcessBuilder(
                        PRLIMIT.toString(), "--pid", String.valueOf(process.pid()), "--fsize=" + bytes + ":unlimited")
                .inheritIO()
                .start();
        assertThat(limit.waitFor()).isZero();
    }

    /// Writes a value under each key that it reads, and says whether it could.
    static final class Writer {

        private static final byte[] VALUE = new byte[1_024];

        public static void main(String[] arguments) {
            try (VaultStore store = VaultStore.open(Path.of(arguments[0]));
                    Scanner keys = new Scanner(System.in)) {
                System.out.println("ready");
                while (keys.hasNextLine()) {
                    System.out.println(write(store, keys.nextLine()));
                }
            }
        }

        private static String write(VaultStore store, String key) {
            try {
                store.write(new Changes().put(key, VALUE));
                return store.fault() == null ? "ok" : "fault: " + store.fault();
            } catch (UncheckedIOException failed) {
                return "refused: " + failed.getMessage() + "; fault: " + store.fault();
            }
        }
    }
}
