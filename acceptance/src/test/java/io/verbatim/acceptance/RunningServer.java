package io.verbatim.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The real program, started as an operator starts it, by `bin/verbatim serve`, with a data folder of its own: one for
/// each test class. It can be killed, stopped and started again on the same folder and ports.
public final class RunningServer implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

    // the first start after a build prepares faster ones
    private static final Duration STARTING = Duration.ofMinutes(3);
    private static final Duration STOPPING = Duration.ofSeconds(30);

    private final Map<String, String> settings = new HashMap<>(Map.of("VERBATIM_RATELIMITS_ENABLED", "false"));
    private final int port = freePort();
    private final int managementPort = freePort();
    private final List<Integer> portsBeside = new ArrayList<>();
    private Path folder;
    private Path data;
    private Process process;

    /// A server with a setting (as an environment variable) that is not the default.
    public RunningServer with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /// A server with more gateways than the program's own: in one process with them, each at a port of its own.
    public RunningServer withGatewaysBeside(int count) {
        for (int i = 0; i < count; i++) {
            portsBeside.add(freePort());
        }
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        open();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        close();
    }

    /// Starts it for a part of a test.
    public RunningServer open() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("verbatim-acceptance-");
        data = folder.resolve("data");
        start();
        return this;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        delete(folder);
    }

    public void start() throws IOException, InterruptedException {
        process = launch(port, managementPort, data, log());
        awaitHealth();
    }

    /// Starts a second program on the same data folder, but on other ports; nobody waits for it.
    Process startAnother() throws IOException {
        return launch(freePort(), freePort(), data, folder.resolve("another.log"));
    }

    private Process launch(int at, int managementAt, Path dataFolder, Path log) throws IOException {
        ExecutableJar.require();
        ProcessBuilder builder = new ProcessBuilder(portsBeside.isEmpty() ? script("serve") : manyGateways())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment(at, managementAt, dataFolder));
        if (!portsBeside.isEmpty()) {
            // where what a killed process leaves behind is deleted in the end
            builder.environment().put("ROCKSDB_SHAREDLIB_DIR", folder.toString());
        }
        return builder.start();
    }

    private static List<String> script(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ExecutableJar.repository().resolve("bin/verbatim").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> manyGateways() {
        List<String> command = ExecutableJar.command("io.verbatim.standalone.ManyGateways");
        portsBeside.forEach(beside -> command.add(Integer.toString(beside)));
        return command;
    }

    private Map<String, String> environment(int at, int managementAt, Path dataFolder) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(at));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(managementAt));
        environment.put("VERBATIM_DATA", dataFolder.toString());
        environment.put("VERBATIM_JAVA_OPTIONS", "-Xmx512m");
        return environment;
    }

    /// What a program needs in its environment to know this server.
    Map<String, String> environment() {
        return environment(port, managementPort, data);
    }

    /// Runs `bin/verbatim` on this server's data folder, and waits until it ends.
    ///
    /// @return what it said, if it ended well
    String runScript(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(script(arguments)).redirectErrorStream(true);
        builder.environment().putAll(environment());
        Process ran = builder.start();
        String said = new String(ran.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (ran.waitFor() != 0) {
            throw new AssertionError(String.join(" ", arguments) + ": " + said);
        }
        return said;
    }

    private void awaitHealth() throws InterruptedException {
        long deadline = System.nanoTime() + STARTING.toNanos();
        while (!isHealthy()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("the server did not start:\n" + logText());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean isHealthy() throws InterruptedException {
        boolean healthy = isAnswered(managementUri().resolve("/actuator/health"));
        for (URI gateway : gateways()) {
            healthy = healthy && isAnswered(gateway.resolve("/v1/server"));
        }
        return healthy;
    }

    private static boolean isAnswered(URI uri) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        try {
            return Api.CLIENT
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /// `kill -9`.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /// Asks it to end, and waits until it has.
    public void stop() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    /// Asks it to end, and does not wait.
    void beginToStop() {
        process.destroy();
    }

    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the server did not stop within " + STOPPING + ":\n" + logText());
        }
    }

    /// From the next start on, this is the data folder.
    void use(Path otherData) {
        data = otherData;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public URI webSocketUri() {
        return URI.create("ws://127.0.0.1:" + port + "/v1/ws");
    }

    /// Where each gateway listens; the program's own is the first.
    public List<URI> gateways() {
        List<URI> gateways = new ArrayList<>(List.of(uri()));
        portsBeside.forEach(beside -> gateways.add(URI.create("http://127.0.0.1:" + beside)));
        return gateways;
    }

    /// Says a line to the process, which does what it is told when it has several gateways.
    public void tell(String line) throws IOException {
        Writer said = process.outputWriter(StandardCharsets.UTF_8);
        said.write(line + '\n');
        said.flush();
    }

    URI managementUri() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    int port() {
        return port;
    }

    /// A folder that is deleted after the tests.
    public Path folder() {
        return folder;
    }

    Path data() {
        return data;
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    /// What it has said since it was first started.
    public String logText() {
        try {
            return Files.exists(log()) ? Files.readString(log()) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failed) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
