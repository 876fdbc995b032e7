package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.ANA;

import io.verbatim.api.conversation.ConversationId;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Clients that send without end, and print what was acknowledged, until somebody kills them. Each has a
/// conversation of its own, and every other message goes into one that all share.
final class CrashingProgram {

    static final String OPENING = "opening";
    static final int CLIENTS = 64;
    static final ConversationId SHARED = LogFixture.conversation(CLIENTS);

    private static final PrintStream OUT = new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 64 * 1024),
            false,
            StandardCharsets.UTF_8);

    private final LogEventStore log;
    private final String round;
    private final Lock[] lanes = new Lock[CLIENTS + 1];

    private CrashingProgram(LogEventStore log, String round) {
        this.log = log;
        this.round = round;
        for (int lane = 0; lane < lanes.length; lane++) {
            lanes[lane] = new ReentrantLock();
        }
    }

    public static void main(String[] arguments) {
        OUT.println(OPENING);
        OUT.flush();
        LogEventStore log = LogFixture.open(Path.of(arguments[0]));
        CrashingProgram program = new CrashingProgram(log, arguments[1]);
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            Thread.ofPlatform().start(() -> program.send(number));
        }
    }

    private void send(int client) {
        Semaphore unanswered = new Semaphore(4);
        for (int n = 0; ; n++) {
            unanswered.acquireUninterruptibly();
            int conversation = n % 2 == 0 ? client : CLIENTS;
            lanes[conversation].lock();
            try {
                append(conversation, round + "/" + client + "/" + n, unanswered);
            } finally {
                lanes[conversation].unlock();
            }
        }
    }

    private void append(int conversation, String clientMessageId, Semaphore unanswered) {
        ConversationId id = LogFixture.conversation(conversation);
        if (log.messages().find(id, ANA, clientMessageId) != null) {
            throw new IllegalStateException("message: " + clientMessageId + " is there (expected: new)");
        }
        long sequence = log.lastSequenceNumberFor(id.aggregateId()).orElse(-1L) + 1;
        var event = LogFixture.message(sequence + 1, clientMessageId);
        var unitOfWork = LogFixture.publish(log, LogFixture.published(id, sequence, event));
        log.of(unitOfWork).whenKnown(new PendingAppend.Waiter() {
            @Override
            public void synced(Instant at) {
                OUT.println(conversation + " " + clientMessageId + " " + (sequence + 1) + " .");
                OUT.flush();
                unanswered.release();
            }

            @Override
            public void unknown(Throwable cause) {
                throw new IllegalStateException(cause);
            }
        });
    }
}
