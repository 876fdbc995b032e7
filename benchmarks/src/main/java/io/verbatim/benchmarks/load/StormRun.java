package io.verbatim.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Everybody is cut off at once, misses two messages, and comes back at once with its cursor. Says how long it takes
/// until all are told that they have everything, and checks that each has got what it missed, once.
final class StormRun implements SocketLoop.Listener {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// The other's message, and its own, which it has sent over HTTP meanwhile.
    private static final int MISSED = 2;

    private static final String NO_CURSOR = "";

    private final Settings settings;
    private final int all;
    private final Consumer<String> out;
    private final Tally tally = new Tally();
    private final LatencyHistogram toLive = new LatencyHistogram();
    private final ServerFrame frame = new ServerFrame();
    private final String[] cursors;
    private final int[] missed;
    private String[] conversations = {};
    private int round;
    private int live;
    private long begin;

    /// @param all how many connections
    /// @param out where the report goes
    StormRun(Settings settings, int all, Consumer<String> out) {
        this.settings = settings;
        this.all = all;
        this.out = out;
        this.cursors = new String[all];
        this.missed = new int[all];
        Arrays.fill(cursors, NO_CURSOR);
    }

    /// Runs, and prints what was found.
    ///
    /// @return whether nothing was lost or came twice
    boolean run() throws IOException, InterruptedException {
        try (Accounts accounts = new Accounts(settings.server(), settings.users(), settings.signIns())) {
            List<Accounts.Person> people = accounts.signIn(all);
            List<Accounts.Opened> opened = accounts.openPairs(people);
            conversations = opened.stream().map(Accounts.Opened::id).toArray(String[]::new);
            connectAll(people, LoadRun.OPENING); // and all are cut off
            accounts.say(all, people::get, i -> conversations[i]);
            round = 1;
            live = 0;
            toLive.clear();
            connectAll(people, all);
        }
        for (int i = 0; i < all; i++) {
            if (missed[i] != MISSED) {
                tally.wrong("person " + i + " got " + missed[i] + " messages (expected: " + MISSED + ")");
            }
        }
        out.accept(report());
        return tally.isClean();
    }

    private void connectAll(List<Accounts.Person> people, int atOnce) throws IOException {
        try (SocketLoop loop = new SocketLoop(LoadRun.address(settings.server()), this)) {
            begin = System.nanoTime();
            for (int i = 0; i < all; i++) {
                loop.connect(people.get(i).token(), hello(cursors[i]));
                int needed = i + 1 - atOnce;
                await(loop, () -> live >= needed);
            }
            await(loop, () -> live == all);
            if (round == 0) {
                loop.connections().forEach(loop::cut);
            } else {
                settle(loop);
            }
        }
    }

    // What comes twice comes soon.
    private void settle(SocketLoop loop) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (System.nanoTime() < end) {
            loop.poll(100);
        }
    }

    private void await(SocketLoop loop, BooleanSupplier done) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            loop.poll(10);
            if (tally.closed > 0 || System.nanoTime() > deadline) {
                throw new IOException("connections: " + live + " live (expected: more) " + tally.told());
            }
        }
    }

    private static byte[] hello(String cursor) {
        String hello = cursor.isEmpty() ? "{\"type\":\"hello\"}" : "{\"type\":\"hello\",\"cursor\":\"" + cursor + "\"}";
        return hello.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void text(SocketLoop loop, Connection connection, byte[] bytes, int from, int to, long readAt) {
        int person = connection.index;
        byte[] json = Arrays.copyOfRange(bytes, from, to);
        String cursor = JsonScanner.topLevelText(json, "cursor");
        if (cursor != null) {
            cursors[person] = cursor;
        }
        frame.read(bytes, from, to, conversations[person].getBytes(StandardCharsets.US_ASCII), new byte[0]);
        String type = JsonScanner.topLevelText(json, "type");
        if ("live".equals(type)) {
            live++;
            toLive.record(readAt - begin);
        } else if (round == 1 && frame.ofConversation && frame.event == ServerFrame.Event.MESSAGE_SENT) {
            missed[person]++;
        } else if (round == 1
                && frame.kind == ServerFrame.Kind.WELCOME
                && !new String(json, StandardCharsets.UTF_8).contains("\"recovered\":true")) {
            tally.wrong("person " + person + ": its cursor was not honoured");
        }
    }

    @Override
    public void closed(SocketLoop loop, Connection connection, String why) {
        tally.closed("connection " + connection.index + ": " + why);
    }

    private String report() {
        List<String> lines = new ArrayList<>();
        lines.add("%d people were cut off, missed two messages each, and came back at once".formatted(all));
        lines.add("live again after: half of them %.2f s, all %.2f s"
                .formatted(toLive.percentile(50) / 1e9, toLive.max() / 1e9));
        lines.addAll(tally.told());
        lines.add("RESULT storm=%d all_live_s=%.2f clean=%s".formatted(all, toLive.max() / 1e9, tally.isClean()));
        return String.join("\n", lines) + "\n";
    }
}
