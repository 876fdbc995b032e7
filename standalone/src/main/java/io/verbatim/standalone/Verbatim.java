package io.verbatim.standalone;

import io.verbatim.command.log.LogEpochs;
import io.verbatim.standalone.backup.BackupCommands;
import io.verbatim.standalone.backup.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// The program's command line: `serve` (the default), `backup <folder>`, `restore <folder>`.
public final class Verbatim {

    private static final String DATA = "VERBATIM_DATA";

    private Verbatim() {}

    public static void main(String[] arguments) {
        String command = arguments.length == 0 ? "serve" : arguments[0];
        switch (command) {
            case "backup" -> copy(arguments, BackupCommands::backup);
            case "restore" -> copy(arguments, BackupCommands::restore);
            case "serve" ->
                VerbatimApplication.start(
                        Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length));
            default -> VerbatimApplication.start(arguments);
        }
    }

    private static void copy(String[] arguments, Copying copying) {
        if (arguments.length != 2) {
            fail(arguments[0] + " takes one folder");
            return;
        }
        try {
            copying.run(commands(), Path.of(arguments[1]));
        } catch (RefusedException refused) {
            fail(refused.reason());
        } catch (IOException failed) {
            fail(arguments[0] + " failed: " + failed);
        }
    }

    private static BackupCommands commands() {
        String data = System.getenv(DATA);
        Path folder = Path.of(data == null || data.isEmpty() ? "data" : data);
        return new BackupCommands(folder.toAbsolutePath().normalize(), LogEpochs::renew, System.out);
    }

    private static void fail(String reason) {
        System.err.println("verbatim: " + reason);
        System.exit(1);
    }

    @FunctionalInterface
    private interface Copying {
        void run(BackupCommands commands, Path folder) throws IOException;
    }
}
