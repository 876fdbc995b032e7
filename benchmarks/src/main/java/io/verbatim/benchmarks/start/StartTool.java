package io.verbatim.benchmarks.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Starts the program again and again on the same data folder, and says how long it takes from the start of the process
/// until it serves, until it says that it is ready, and until its views have reached the end of the log.
public final class StartTool {

    private StartTool() {}

    /// Runs the tool.
    ///
    /// @param arguments the program's data folder, how many times, `stop` or `kill` (how it is ended),
    ///     then the command that starts it
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path data = Path.of(arguments[0]);
        int times = Integer.parseInt(arguments[1]);
        boolean kill = arguments[2].equals("kill");
        List<String> command = List.of(arguments).subList(3, arguments.length);
        List<Long> serving = new ArrayList<>();
        List<Long> ready = new ArrayList<>();
        List<Long> views = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            try (StartedProgram program = StartedProgram.start(command, data)) {
                serving.add(program.millisUntilServing());
                ready.add(program.millisUntilReady());
                views.add(program.millisUntilViewsAreThere());
                program.end(kill);
            }
            System.err.printf(
                    "serving after %d ms, ready after %d ms, views at the log's end after %d ms%n",
                    serving.getLast(), ready.getLast(), views.getLast());
        }
        IO.println(String.format(
                Locale.ROOT,
                "RESULT starts=%d ended_by=%s serving_ms=%d ready_ms=%d views_ms=%d",
                times,
                arguments[2],
                median(serving),
                median(ready),
                median(views)));
    }

    private static long median(List<Long> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }
}
