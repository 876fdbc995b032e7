package io.verbatim.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What a server on this machine costs, by Linux's `/proc` and the JDK's `jcmd`.
///
/// @param pid its process id
record ServerProcess(long pid) {

    // Linux counts CPU time in hundredths of a second, whatever its clock (USER_HZ).
    private static final double TICKS_PER_SECOND = 100;

    /// CPU time since it started, in seconds, to 10 ms.
    double cpuSeconds() throws IOException {
        return seconds(Files.readString(Path.of("/proc/" + pid + "/stat")));
    }

    /// CPU time of its threads since they began, in seconds, by the name of a thread without its number (Linux knows 15
    /// characters of it). Threads that have ended are missing.
    Map<String, Double> cpuSecondsByThread() throws IOException {
        Map<String, Double> seconds = new HashMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks) {
                add(seconds, task);
            }
        }
        return seconds;
    }

    private static void add(Map<String, Double> seconds, Path task) throws IOException {
        try {
            String name = Files.readString(task.resolve("comm")).strip().replaceAll("[-#]*\\d+$", "");
            seconds.merge(name, seconds(Files.readString(task.resolve("stat"))), Double::sum);
        } catch (NoSuchFileException _) {
            // it has ended meanwhile
        }
    }

    // The second field is the command in brackets, and may hold anything.
    private static double seconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /// Resident memory in bytes.
    long residentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }

    /// What lives in its heap, in bytes: counted by a class histogram, which collects all garbage first.
    ///
    /// @throws IOException if it cannot be told
    long liveHeapBytes() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(List.of(jcmd, Long.toString(pid), "GC.class_histogram"))
                .redirectErrorStream(true)
                .start();
        String histogram = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("jcmd: " + histogram);
        }
        String total = histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElse("");
        String[] fields = total.strip().split("\\s+", -1);
        if (fields.length < 3) {
            throw new IOException("jcmd: no total in the class histogram");
        }
        return Long.parseLong(fields[2]);
    }
}
