package io.verbatim.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/// Says what share of a server's CPU time in Java threads each step and each thread has taken, by a flight recording
/// with CPU-time samples, which count native calls, too. What the JVM's own threads take is not in it.
public final class ProfileTool {

    private static final String SAMPLE = "jdk.CPUTimeSample";
    private static final int THREADS = 12;

    private final Map<Step, Integer> steps = new EnumMap<>(Step.class);
    private final Map<String, Integer> threads = new HashMap<>();
    private final Map<String, Integer> others = new HashMap<>();
    private int samples;

    private ProfileTool() {}

    /// Runs the tool.
    ///
    /// @param arguments the recording, and from when until when samples count, in milliseconds since 1970
    public static void main(String[] arguments) throws IOException {
        ProfileTool tool = new ProfileTool();
        Instant from = Instant.ofEpochMilli(Long.parseLong(arguments[1]));
        Instant to = Instant.ofEpochMilli(Long.parseLong(arguments[2]));
        try (RecordingFile recording = new RecordingFile(Path.of(arguments[0]))) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                Instant at = event.getStartTime();
                if (event.getEventType().getName().equals(SAMPLE) && !at.isBefore(from) && at.isBefore(to)) {
                    tool.count(event);
                }
            }
        }
        tool.report();
    }

    private void count(RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        if (stack == null) {
            return;
        }
        samples++;
        steps.merge(step(stack), 1, Integer::sum);
        threads.merge(threadOf(event), 1, Integer::sum);
        if (step(stack) == Step.OTHER && !stack.getFrames().isEmpty()) {
            others.merge(method(stack.getFrames().getLast()), 1, Integer::sum);
        }
    }

    private static String threadOf(RecordedEvent event) {
        var thread = event.getThread("eventThread");
        String name = thread == null ? null : thread.getJavaName();
        return name == null ? "(unnamed)" : name.replaceAll("\\d+", "N");
    }

    private static Step step(RecordedStackTrace stack) {
        for (RecordedFrame frame : stack.getFrames()) {
            Step step = Step.of(method(frame));
            if (step != Step.OTHER) {
                return step;
            }
        }
        return Step.OTHER;
    }

    private static String method(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private void report() {
        IO.println(samples + " samples of CPU time in Java threads");
        IO.println("by step");
        print(steps.entrySet().stream().map(entry -> Map.entry(entry.getKey().title(), entry.getValue())));
        IO.println("by thread");
        print(threads.entrySet().stream());
        IO.println("where the stacks of 'other' begin");
        print(others.entrySet().stream());
    }

    private void print(Stream<Map.Entry<String, Integer>> shares) {
        shares.sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(Math.max(THREADS, Step.values().length))
                .map(entry -> String.format(
                        Locale.ROOT, "  %5.1f %%  %s", 100.0 * entry.getValue() / samples, entry.getKey()))
                .forEach(IO::println);
    }
}
