package io.verbatim.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The program that is tested: what the standalone module's build has left.
final class ExecutableJar {

    private ExecutableJar() {}

    /// The repository's root.
    static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("standalone")) ? here : here.getParent();
    }

    /// Fails if there is not exactly one: a test that builds would not test what was built.
    static void require() {
        Path target = repository().resolve("standalone").resolve("target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().matches("standalone-.*-exec\\.jar"))
                    .toList();
            if (jars.size() != 1) {
                throw new AssertionError("jars: " + jars + " (expected: one standalone-*-exec.jar in " + target
                        + "; run ./mvnw -pl acceptance -am verify)");
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
