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
        boolean clean = switch (settings.shape()) {
            case Settings.Pairs _ -> new LoadRun(settings, new Traffic(settings), IO::print).run();
            case Settings.Idle idle -> new IdleRun(settings, idle.connections()).run();
            case Settings.Group group -> new LoadRun(settings, new GroupTraffic(settings, group), IO::print).run();
            case Settings.Storm storm -> new StormRun(settings, storm.connections(), IO::print).run();
        };
        if (!clean) {
            System.exit(1);
        }
    }
}
