package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.conversation.MessageSent;
import io.verbatim.command.conversation.Messages.Accepted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9`, again and again, of a process in which 64 clients send. `-Dverbatim.kills` says how often.
class CrashLoopTest {

    private static final int KILLS = Integer.getInteger("verbatim.kills", 50);
    private static final int WHILE_OPENING_EVERY = 5;
    private static final int SENDING_MILLIS = 120;
    private static final int OPENING_MILLIS = 60;

    @TempDir
    Path folder;

    private final Random random = new Random(42);
    private final Map<String, Long> lastSeqs = new HashMap<>();
    private final Map<String, Integer> lastOfClients = new HashMap<>();
    private long checked;

    @Test
    void shouldHaveEverythingThatWasAcknowledgedAfterEachKill() throws Exception {
        int acknowledged = 0;
        Path log = folder.resolve("log");
        for (int round = 0; round < KILLS; round++) {
            List<Acknowledged> told = runAndKill(log, round);
            acknowledged += told.size();
            try (LogEventStore reopened = LogFixture.open(log)) {
                told.forEach(each -> assertThere(reopened, each));
                assertOrdered(reopened);
            }
        }
        assertThat(acknowledged).isGreaterThan(KILLS);
        assertThat(checked).isGreaterThanOrEqualTo(acknowledged);
    }

    private List<Acknowledged> runAndKill(Path log, int round) throws IOException, InterruptedException {
        Process process =
                ForkedJvm.start(folder.resolve("native"), CrashingProgram.class, log.toString(), "round-" + round);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            boolean whileOpening = round % WHILE_OPENING_EVERY == WHILE_OPENING_EVERY - 1;
            List<String> told = new ArrayList<>();
            if (whileOpening) {
                assertThat(awaitLine(lines, CrashingProgram.OPENING::equals)).isNotNull();
            } else {
                told.add(awaitLine(lines, Acknowledged::isComplete));
            }
            Thread killer = Thread.ofVirtual()
                    .start(() -> killAfter(process, random.nextInt(whileOpening ? OPENING_MILLIS : SENDING_MILLIS)));
            lines.lines().filter(Acknowledged::isComplete).forEach(told::add);
            killer.join();
            assertThat(process.waitFor(LogFixture.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            return told.stream().map(Acknowledged::of).toList();
        }
    }

    private static String awaitLine(BufferedReader lines, Predicate<String> wanted) throws IOException {
        String line = lines.readLine();
        while (line != null && !wanted.test(line)) {
            line = lines.readLine();
        }
        return line;
    }

    private static void killAfter(Process process, int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        process.toHandle().destroyForcibly(); // the process itself would close what it has still to say
    }

    private static void assertThere(LogEventStore log, Acknowledged each) {
        Accepted found = log.messages().find(LogFixture.conversation(each.conversation), ANA, each.clientMessageId);
        assertThat(found).as("%s, which was acknowledged", each).isNotNull();
        assertThat(found.seq()).as("%s", each).isEqualTo(each.seq);
    }

    /// Reads what is new: positions, sequence numbers and `seq` without gaps, each client's messages in the
    /// order sent.
    private void assertOrdered(LogEventStore log) throws Exception {
        int added = (int) (log.position() - checked);
        assertThat(added).isNotNegative();
        for (TrackedEventMessage<?> event : LogFixture.read(log, new GlobalSequenceTrackingToken(checked), added)) {
            assertThat(event.trackingToken().position()).hasValue(checked + 1);
            DomainEventMessage<?> domain = (DomainEventMessage<?>) event;
            MessageSent sent = (MessageSent) event.getPayload();
            long before = lastSeqs.getOrDefault(domain.getAggregateIdentifier(), 0L);
            assertThat(sent.seq()).isEqualTo(before + 1);
            assertThat(domain.getSequenceNumber()).isEqualTo(before);
            lastSeqs.put(domain.getAggregateIdentifier(), sent.seq());
            assertSentInOrder(sent.clientMessageId());
            checked++;
        }
        assertThat(checked).isEqualTo(log.position());
        lastSeqs.forEach((id, seq) -> assertThat(log.lastSequenceNumberFor(id)).contains(seq - 1));
    }

    private void assertSentInOrder(String clientMessageId) {
        int end = clientMessageId.lastIndexOf('/');
        int number = Integer.parseInt(clientMessageId.substring(end + 1));
        Integer before = lastOfClients.put(clientMessageId.substring(0, end), number);
        assertThat(number).isEqualTo(before == null ? 0 : before + 1);
    }

    /// What a client was told.
    private record Acknowledged(int conversation, String clientMessageId, long seq) {

        static Acknowledged of(String line) {
            String[] parts = line.split(" ");
            return new Acknowledged(Integer.parseInt(parts[0]), parts[1], Long.parseLong(parts[2]));
        }

        /// The program logs too, and its last line may be cut off.
        static boolean isComplete(String line) {
            return line.matches("\\d+ round-\\d+/\\d+/\\d+ \\d+ \\.");
        }
    }
}
