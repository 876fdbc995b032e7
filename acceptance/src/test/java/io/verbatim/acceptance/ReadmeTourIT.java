package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The tour in README.md, command by command, as it stands there but for the port: one shell, one server, which is
/// started and killed where the tour says so.
class ReadmeTourIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    /// A fenced block of commands.
    ///
    /// @param kind what stands behind `bash`: `serve`, `restart`, or nothing
    private record Block(String kind, String commands) {}

    @Test
    void shouldDoWhatTheReadmeSays() throws Exception {
        List<Block> blocks = tour();
        assertThat(blocks).extracting(Block::kind).startsWith("serve").contains("", "restart");
        StringBuilder said = new StringBuilder();
        try (Shell shell = new Shell()) {
            for (Block block : blocks) {
                switch (block.kind()) {
                    case "serve" -> assertThat(block.commands().strip()).isEqualTo("bin/verbatim serve");
                    case "restart" -> {
                        assertThat(block.commands().strip()).isEqualTo("bin/verbatim serve");
                        SERVER.kill();
                        SERVER.start();
                    }
                    default -> said.append(shell.run(block.commands()));
                }
            }
        }
        assertThat(said.toString())
                .doesNotContain("urn:verbatim:problem")
                .contains("\"displayName\":\"Ana\"")
                .contains("\"type\":\"ack\"")
                .contains("\"event\":\"message.sent\"")
                .contains("\"event\":\"receipts.changed\"")
                .contains("\"unread\":0");
        assertThat(said.substring(said.lastIndexOf("\"messages\":"))).contains("Hello Bob");
    }

    private static List<Block> tour() throws IOException {
        List<Block> blocks = new ArrayList<>();
        StringBuilder commands = null;
        String kind = "";
        for (String line : Files.readAllLines(ExecutableJar.repository().resolve("README.md"))) {
            if (commands == null && line.startsWith("```bash")) {
                kind = line.substring("```bash".length()).strip();
                commands = new StringBuilder();
            } else if (commands != null && line.equals("```")) {
                blocks.add(new Block(kind, commands.toString()));
                commands = null;
            } else if (commands != null) {
                commands.append(line).append('\n');
            }
        }
        return blocks;
    }

    /// One shell for all blocks, since later ones use the variables of earlier ones.
    private static final class Shell implements AutoCloseable {

        private static final String DONE = "--- done: ";

        private final Process process;
        private final Writer in;
        private final BufferedReader out;

        Shell() throws IOException {
            ProcessBuilder builder = new ProcessBuilder("bash")
                    .directory(ExecutableJar.repository().toFile())
                    .redirectErrorStream(true);
            builder.environment().putAll(SERVER.environment());
            process = builder.start();
            in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            out = process.inputReader(StandardCharsets.UTF_8);
        }

        /// Runs the commands.
        ///
        /// @return what they printed, if the last one ended well
        String run(String commands) throws IOException {
            String here = "localhost:" + SERVER.port();
            in.write(commands.replace("localhost:8080", here)
                    .replace("bin/ws ", "bin/ws --url ws://" + here + "/v1/ws "));
            in.write("\nended=$?; echo; echo \"" + DONE + "$ended\"\n");
            in.flush();
            StringBuilder printed = new StringBuilder();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(DONE)) {
                    assertThat(line).as(commands + printed).isEqualTo(DONE + "0");
                    return printed.toString();
                }
                printed.append(line).append('\n');
            }
            throw new AssertionError("the shell has ended: " + printed);
        }

        @Override
        public void close() throws IOException, InterruptedException {
            in.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
