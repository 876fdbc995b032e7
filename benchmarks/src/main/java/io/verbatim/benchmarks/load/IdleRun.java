package io.verbatim.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens connections that do nothing, and says what each costs the server: the difference between a tenth of them and
/// all of them, so that what a first connection loads is not counted.
final class IdleRun implements SocketLoop.Listener {

    private static final int PER_PERSON = 8;
    private static final int OPENING = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final byte[] NONE = {};

    private final Settings settings;
    private final int all;
    private final ServerFrame frame = new ServerFrame();
    private int welcomed;
    private @Nullable String closed;

    /// @param all how many connections
    IdleRun(Settings settings, int all) {
        this.settings = settings;
        this.all = all;
    }

    /// Runs, and prints what was found.
    ///
    /// @return true
    boolean run() throws IOException, InterruptedException {
        int first = Math.max(1, all / 10);
        try (Accounts accounts = new Accounts(settings.server(), settings.users(), settings.signIns());
                SocketLoop loop = new SocketLoop(LoadRun.address(settings.server()), this)) {
            List<Accounts.Person> people = accounts.signIn((all + PER_PERSON - 1) / PER_PERSON);
            open(loop, people, first);
            Memory before = memory(loop);
            open(loop, people, all);
            Memory after = memory(loop);
            report(after.minus(before), all - first);
        }
        return true;
    }

    private void open(SocketLoop loop, List<Accounts.Person> people, int count) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (welcomed < count) {
            while (loop.connections().size() < Math.min(count, welcomed + OPENING)) {
                loop.connect(people.get(loop.connections().size() / PER_PERSON).token());
            }
            loop.poll(100);
            requireOpen(System.nanoTime() < deadline);
        }
    }

    private void requireOpen(boolean inTime) throws IOException {
        if (closed != null || !inTime) {
            throw new IOException("connections: " + welcomed + " open; " + (closed == null ? "no more came" : closed));
        }
    }

    private Memory memory(SocketLoop loop) throws IOException, InterruptedException {
        long end = System.nanoTime() + SETTLE.toNanos();
        while (System.nanoTime() < end) {
            loop.poll(100);
            requireOpen(true);
        }
        if (settings.serverPid() == 0) {
            return new Memory(0, 0);
        }
        ServerProcess server = new ServerProcess(settings.serverPid());
        return new Memory(server.liveHeapBytes(), server.residentBytes());
    }

    private void report(Memory grown, int by) {
        IO.println("%d idle connections, %d for each person".formatted(all, PER_PERSON));
        if (settings.serverPid() != 0) {
            double heap = grown.heap() / 1024.0 / by;
            double resident = grown.resident() / 1024.0 / by;
            IO.println("each costs the server %.2f KiB of live heap, %.2f KiB resident (by the last %d of them)"
                    .formatted(heap, resident, by));
            IO.println("RESULT idle=%d heap_kib_per_connection=%.2f resident_kib_per_connection=%.2f"
                    .formatted(all, heap, resident));
        }
    }

    @Override
    public void text(SocketLoop loop, Connection connection, byte[] bytes, int from, int to, long readAt) {
        frame.read(bytes, from, to, NONE, NONE);
        welcomed += frame.kind == ServerFrame.Kind.WELCOME ? 1 : 0;
    }

    @Override
    public void closed(SocketLoop loop, Connection connection, String why) {
        closed = "connection " + connection.index + ": " + why;
    }

    /// What the server holds, in bytes.
    private record Memory(long heap, long resident) {

        Memory minus(Memory before) {
            return new Memory(heap - before.heap, resident - before.resident);
        }
    }
}
