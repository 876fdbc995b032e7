package io.verbatim.command.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program of these tests in a process of its own.
final class ForkedJvm {

    private ForkedJvm() {}

    /// The command that runs a program.
    static List<String> command(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Ddisable-axoniq-console-message=true",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /// Starts it; what it prints as an error goes where ours goes.
    ///
    /// @param natives a folder for RocksDB's library: killed, a process would leave its copy behind
    static Process start(Path natives, Class<?> program, String... arguments) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command(program, arguments)).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .put("ROCKSDB_SHAREDLIB_DIR", Files.createDirectories(natives).toString());
        return builder.start();
    }
}
