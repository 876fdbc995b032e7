package io.verbatim.benchmarks.load;

import java.io.IOException;

/// Puts a running server under load over real sockets; see [Settings#USAGE]. Ends with 0 if nothing failed, was lost or
/// came in a wrong order, with 1 if something did, with 2 if it was not asked properly.
public final class LoadTool {

    private LoadTool() {}

    /// Runs the tool.
    ///
    /// @param arguments `--name value` pairs
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Settings settings;
        try {
            settings = Settings.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(Settings.USAGE);
            System.exit(2);
            return;
        }
        if (settings.idle() > 0) {
            new IdleRun(settings).run();
        } else if (!new LoadRun(settings, IO::print).run()) {
            System.exit(1);
        }
    }
}
