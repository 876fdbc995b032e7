package io.verbatim.benchmarks.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The program in a process of its own, on free ports of this machine. Times count from just before the process is
/// made.
final class StartedProgram implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration ONE_ANSWER = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 10;
    private static final Pattern NO_LAG = Pattern.compile("(?m)^verbatim_views_lag(\\{[^}]*})? 0(\\.0)?$");

    private final HttpClient http = HttpClient.newHttpClient();
    private final long begin;
    private final Process process;
    private final URI server;
    private final URI management;

    private StartedProgram(long begin, Process process, URI server, URI management) {
        this.begin = begin;
        this.process = process;
        this.server = server;
        this.management = management;
    }

    /// @param command does not leave a process between: what it starts is what is killed
    static StartedProgram start(List<String> command, Path data) throws IOException {
        int port = freePort();
        int managementPort = freePort();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling("start.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "SERVER_ADDRESS", "127.0.0.1",
                        "SERVER_PORT", Integer.toString(port),
                        "MANAGEMENT_SERVER_PORT", Integer.toString(managementPort),
                        "VERBATIM_DATA", data.toString()));
        return new StartedProgram(
                System.nanoTime(),
                builder.start(),
                URI.create("http://127.0.0.1:" + port),
                URI.create("http://127.0.0.1:" + managementPort));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Until the first answer to a client.
    long millisUntilServing() throws InterruptedException {
        return millisUntil(server.resolve("/v1/server"), _ -> true);
    }

    /// Until the program itself says so.
    long millisUntilReady() throws InterruptedException {
        return millisUntil(management.resolve("/actuator/health/readiness"), _ -> true);
    }

    /// Until reads have seen all of the log.
    long millisUntilViewsAreThere() throws InterruptedException {
        return millisUntil(
                management.resolve("/actuator/prometheus"),
                meters -> NO_LAG.matcher(meters).find());
    }

    private long millisUntil(URI uri, Predicate<String> fits) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(ONE_ANSWER).build();
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the program has ended: see start.log beside its data folder");
            }
            if (answers(request, fits)) {
                return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new IllegalStateException(uri + ": not as expected within " + PATIENCE);
    }

    private boolean answers(HttpRequest request, Predicate<String> fits) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && fits.test(answer.body());
        } catch (IOException notYet) {
            return false;
        }
    }

    /// Ends the process, and waits until it has.
    ///
    /// @param kill as `kill -9` does; else as an operator does
    void end(boolean kill) throws InterruptedException {
        if (kill) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.close();
    }
}
