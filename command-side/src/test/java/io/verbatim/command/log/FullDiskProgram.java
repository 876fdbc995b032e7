package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.ANA;
import static io.verbatim.command.log.LogFixture.LOBBY;

import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.vault.Sealed;
import io.verbatim.command.log.LogFixture.Outcome;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.springframework.util.unit.DataSize;

/// Fills a small disk with messages, makes room, goes on, and counts.
final class FullDiskProgram {

    private static final int BALLAST = 16 << 20;
    private static final int TEXT = 8_000;
    private static final Random RANDOM = new Random(1);

    private final Path folder;
    private final List<String> acknowledged = new ArrayList<>();
    private int attempts;

    private FullDiskProgram(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        new FullDiskProgram(Path.of(arguments[0])).run();
        System.exit(0);
    }

    private void run() throws Exception {
        Path ballast = folder.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            out.write(new byte[BALLAST]);
        }
        LogProperties properties = LogFixture.properties(folder.resolve("log"))
                .keepFree(DataSize.ofBytes(0))
                .reopenAfter(Duration.ofMillis(20))
                .build();
        try (LogEventStore log = LogFixture.open(properties, SyncGate.OPEN)) {
            long generation = log.generation();
            while (log.generation() == generation) {
                send(log);
            }
            System.out.println("refused when full, after " + acknowledged.size() + " messages");
            Files.delete(ballast);
            int before = acknowledged.size();
            while (acknowledged.size() < before + 100) {
                send(log);
            }
            System.out.println("taken again");
            check(log);
        }
        try (LogEventStore log = LogFixture.open(properties, SyncGate.OPEN)) {
            check(log);
        }
        System.out.println("nothing lost");
    }

    /// Sends one message, as a client does: the same again until somebody knows.
    private void send(LogEventStore log) throws Exception {
        String clientMessageId = "message-" + attempts++;
        byte[] text = new byte[TEXT];
        RANDOM.nextBytes(text);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LogFixture.PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            try {
                if (log.messages().find(LOBBY, ANA, clientMessageId) != null) {
                    acknowledged.add(clientMessageId);
                    return;
                }
                long sequence = log.lastSequenceNumberFor(LOBBY.aggregateId()).orElse(-1L) + 1;
                var content = MessageContent.text(new Sealed("key", new byte[12], text));
                var event = new MessageSent(sequence + 1, 1, ANA, clientMessageId, content);
                Outcome outcome = LogFixture.append(log, LogFixture.published(LOBBY, sequence, event));
                outcome.await();
                acknowledged.add(clientMessageId);
                return;
            } catch (LogUnavailableException | ExecutionException full) {
                if (Files.exists(folder.resolve("ballast"))) {
                    return; // gives up: not acknowledged
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        throw new IllegalStateException("message: not taken (expected: taken when there is room)");
    }

    private void check(LogEventStore log) throws Exception {
        for (String clientMessageId : acknowledged) {
            if (log.messages().find(LOBBY, ANA, clientMessageId) == null) {
                throw new IllegalStateException(clientMessageId + " is missing (expected: there, it was acknowledged)");
            }
        }
        long last = log.position();
        long expected = 1;
        for (var event : LogFixture.read(log, null, (int) last)) {
            long position = event.trackingToken().position().orElseThrow();
            if (position != expected++) {
                throw new IllegalStateException("position: " + position + " (expected: no gap)");
            }
        }
        if (expected != last + 1) {
            throw new IllegalStateException("read: up to " + (expected - 1) + " (expected: " + last + ")");
        }
    }
}
