package io.verbatim.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
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

    /// What starts a class of the standalone module's tests with the classes of the program, as nearly as possible as
    /// `bin/verbatim` starts the program itself.
    static List<String> command(String mainClass) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseParallelGC",
                "-Xmx512m"));
        Path tests = target().resolve("test-classes");
        Path prepared = target().resolve("app");
        Path jar = require();
        if (isPrepared(jar, prepared.resolve(".prepared"))) {
            command.addAll(List.of(
                    "-XX:AOTCache=" + prepared.resolve("classes.aot"),
                    "-Xlog:aot=off",
                    "-Xlog:aot+link=off",
                    "-cp",
                    prepared.resolve(jar.getFileName()) + File.pathSeparator + tests,
                    mainClass));
        } else {
            command.addAll(List.of(
                    "-Dloader.path=" + tests,
                    "-Dloader.main=" + mainClass,
                    "-cp",
                    jar.toString(),
                    "org.springframework.boot.loader.launch.PropertiesLauncher"));
        }
        return command;
    }

    /// Whether `bin/verbatim` has unpacked what was built last; a jar's own time of change is fixed.
    private static boolean isPrepared(Path jar, Path mark) {
        try {
            return Files.exists(mark)
                    && Files.getLastModifiedTime(mark).compareTo((FileTime) Files.getAttribute(jar, "unix:ctime")) >= 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path target() {
        return repository().resolve("standalone").resolve("target");
    }

    /// Fails if there is not exactly one: a test that builds would not test what was built.
    static Path require() {
        Path target = target();
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().matches("standalone-.*-exec\\.jar"))
                    .toList();
            if (jars.size() != 1) {
                throw new AssertionError("jars: " + jars + " (expected: one standalone-*-exec.jar in " + target
                        + "; run ./mvnw -pl acceptance -am verify)");
            }
            return jars.getFirst();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
