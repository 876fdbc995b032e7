package io.verbatim.benchmarks.load;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// What the load tool was asked to do.
///
/// @param server where the server listens
/// @param users the beginning of the user ids, so that a later run finds the same people again
/// @param connections how many, in pairs
/// @param shape who is connected, and what for
/// @param rate messages per second in all; 0: as fast as `inFlight` allows
/// @param inFlight messages in flight in all, unless there is a rate
/// @param flight what ends a message's flight
/// @param receipts when a receiver says `delivered`
/// @param textBytes the length of each text
/// @param warmup load that is not measured
/// @param measured load that is
/// @param drain how long the last messages may take
/// @param signIns requests at a time while people sign in
/// @param serverPid the server's process id; 0: its costs are not told
record Settings(
        URI server,
        String users,
        int connections,
        Shape shape,
        double rate,
        int inFlight,
        Flight flight,
        Receipts receipts,
        int textBytes,
        Duration warmup,
        Duration measured,
        Duration drain,
        int signIns,
        long serverPid) {

    // An access token lives for 15 minutes, and a connection ends with it.
    private static final Duration LONGEST = Duration.ofMinutes(13);

    static final String USAGE = """
            --url http://127.0.0.1:8080   where the server listens
            --connections 100             WebSocket connections, in pairs; one user each
            --in-flight 50                messages in flight in all, or
            --rate 500                    messages per second in all, whatever the server does
            --flight receive              a message has landed when it is acknowledged and received, or
                                          'receipt': when its receipt was seen, too
            --receipts every              each message is acknowledged as delivered, or 'throttled': at most one
                                          receipt per conversation and second, or 'none'
            --text-bytes 120              length of a text
            --warmup 20 --seconds 60      seconds of load before, and while it is measured
            --drain 15                    seconds that the last messages may take
            --users load                  beginning of the user ids; they are registered if need be
            --sign-ins 4                  requests at a time while they sign in
            --server-pid PID              tell the server's CPU time and memory, too
            --idle N                      only open N connections, and tell what each costs the server
            --group N                     N people of one group are connected; a message has landed when all of them
                                          have it
            --absent 0                    so many more are in the group and never connect
            --senders 10                  so many of those connected send, by turns
            --storm N                     N people are cut off, miss two messages each, and come back all at once
            """;

    /// Who is connected, and what for.
    sealed interface Shape {

        /// @throws IllegalArgumentException if it makes no sense
        private static Shape of(Options options) {
            int idle = options.number("idle", 0);
            int storm = options.number("storm", 0);
            int group = options.number("group", 0);
            int absent = options.number("absent", 0);
            int senders = options.number("senders", 10);
            require(
                    IntStream.of(idle, storm, group).filter(asked -> asked != 0).count() <= 1,
                    "idle, group, storm: several (expected: one of them at most)");
            if (idle > 0) {
                return new Idle(idle);
            }
            if (storm > 0) {
                require(storm % 2 == 0, "storm: " + storm + " (expected: an even number)");
                return new Storm(storm);
            }
            if (group > 0) {
                require(group >= 2 && senders >= 1, "group, senders: fewer than two, or none that sends");
                return new Group(group, absent, Math.min(senders, group));
            }
            return new Pairs();
        }
    }

    /// Two and two talk.
    record Pairs() implements Shape {}

    /// Nobody does anything.
    ///
    /// @param connections how many there are
    record Idle(int connections) implements Shape {}

    /// All in one group.
    ///
    /// @param online how many are connected
    /// @param absent how many more there are
    /// @param senders how many of those connected send
    record Group(int online, int absent, int senders) implements Shape {}

    /// People in pairs are cut off, and come back all at once.
    ///
    /// @param connections one of each
    record Storm(int connections) implements Shape {}

    /// What ends a message's flight.
    enum Flight {
        RECEIVE,
        RECEIPT
    }

    /// When a receiver says `delivered`.
    enum Receipts {
        EVERY,
        THROTTLED,
        NONE
    }

    /// @throws IllegalArgumentException if an option is unknown or makes no sense
    static Settings parse(String... arguments) {
        Options options = new Options(arguments);
        Settings settings = new Settings(
                URI.create(options.text("url", "http://127.0.0.1:8080")),
                options.text("users", "load"),
                options.number("connections", 100),
                Shape.of(options),
                Double.parseDouble(options.text("rate", "0")),
                options.number("in-flight", 50),
                Enum.valueOf(Flight.class, options.constant("flight", "receive")),
                Enum.valueOf(Receipts.class, options.constant("receipts", "every")),
                options.number("text-bytes", 120),
                Duration.ofSeconds(options.number("warmup", 20)),
                Duration.ofSeconds(options.number("seconds", 60)),
                Duration.ofSeconds(options.number("drain", 15)),
                options.number("sign-ins", 4),
                options.number("server-pid", 0));
        options.requireAllRead();
        return settings.valid();
    }

    private Settings valid() {
        require(
                connections >= 2 && connections % 2 == 0,
                "connections: " + connections + " (expected: an even number)");
        require(
                inFlight >= 1 && inFlight <= Outstanding.CAPACITY,
                "in-flight: " + inFlight + " (expected: 1 to 262144)");
        require(textBytes >= 1 && textBytes <= 8000, "text-bytes: " + textBytes + " (expected: 1 to 8000)");
        require(measured.isPositive(), "seconds: " + measured.toSeconds() + " (expected: 1 or more)");
        require(
                warmup.plus(measured).compareTo(LONGEST) <= 0,
                "warmup and seconds: more than an access token lives (expected: at most 780 in all)");
        require(
                flight != Flight.RECEIPT || receipts != Receipts.NONE,
                "flight: receipt (expected: receive, when there are no receipts)");
        return this;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    // `--name value` pairs.
    private static final class Options {

        private final Map<String, String> values = new HashMap<>();

        Options(String... arguments) {
            for (int i = 0; i < arguments.length; i += 2) {
                require(
                        arguments[i].startsWith("--") && i + 1 < arguments.length,
                        "option: " + arguments[i] + " (expected: --name value)");
                values.put(arguments[i].substring(2), arguments[i + 1]);
            }
        }

        String text(String name, String otherwise) {
            String given = values.remove(name);
            return given == null ? otherwise : given;
        }

        int number(String name, int otherwise) {
            return Integer.parseInt(text(name, Integer.toString(otherwise)));
        }

        String constant(String name, String otherwise) {
            return text(name, otherwise).toUpperCase(Locale.ROOT);
        }

        void requireAllRead() {
            require(values.isEmpty(), "option: " + values.keySet() + " (expected: one of those below)");
        }
    }
}
