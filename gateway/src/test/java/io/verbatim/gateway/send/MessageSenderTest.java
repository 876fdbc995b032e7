package io.verbatim.gateway.send;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.AtLeast;
import io.verbatim.api.DeviceId;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.Handle;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageId;
import io.verbatim.api.conversation.RecogniseMessage;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.bus.Commands;
import io.verbatim.gateway.bus.Retry;
import io.verbatim.gateway.bus.RetryProperties;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.input.MessageDraft;
import io.verbatim.gateway.testing.MemoryVault;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.testkit.TestClock;
import io.verbatim.testkit.TransparentKeys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MessageSenderTest {
    private static final Principal CALLER =
            new Principal(ANA.uid(), ANA.handle(), DeviceId.of("phone"), "family", TestClock.START);
    private static final MessageAcceptance ACCEPTED =
            new MessageAcceptance(MessageId.of(ANA_AND_BOB, 4), 4, 9, TestClock.START, false);

    private final ScriptedSides sides = new ScriptedSides();
    private final LastTold lastTold = new LastTold(new Cursors(new byte[32], new LogEpoch(1, false)));
    private final MessageSender sender = new MessageSender(
            new Commands(sides.commandBus()),
            new Retry(new RetryProperties(Duration.ofSeconds(20), Duration.ofMillis(1), Duration.ofMillis(1))),
            new TransparentKeys(),
            new MemoryVault(),
            lastTold);

    @Test
    void shouldSealAndDispatch() throws Exception {
        sides.onCommand(SendMessage.class, command -> ACCEPTED);
        assertThat(send(draft("bob"))).isEqualTo(ACCEPTED);
        assertThat(sides.received(SendMessage.class))
                .containsExactly(new SendMessage(
                        ANA_AND_BOB,
                        ANA.uid(),
                        "uuid",
                        new MessageContent(
                                TransparentKeys.message(ANA.uid(), "Hi"),
                                TransparentKeys.message(ANA.uid(), "{}"),
                                List.of(BOB.uid()),
                                3L,
                                true)));
        assertThat(EventMetadata.of(sides.commandMessages().getFirst().getMetaData()))
                .isEqualTo(EventMetadata.of(ANA.uid(), DeviceId.of("phone")));
    }

    @Test
    void shouldRememberWhatTheSenderWasTold() throws Exception {
        sides.onCommand(SendMessage.class, command -> ACCEPTED);
        send(draft());
        assertThat(lastTold.atLeast(ANA.uid(), ANA_AND_BOB, null)).isEqualTo(AtLeast.version(ANA_AND_BOB, 9));
    }

    @Test
    void shouldRepeatTheSameCommand() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        sides.onCommand(SendMessage.class, command -> {
            if (attempts.incrementAndGet() < 3) {
                throw ScriptedSides.refusal(RefusalCode.OUTCOME_UNKNOWN);
            }
            return ACCEPTED;
        });
        assertThat(send(draft())).isEqualTo(ACCEPTED);
        assertThat(sides.received(SendMessage.class)).hasSize(3);
        assertThat(sides.received(SendMessage.class).stream().distinct()).hasSize(1);
    }

    @Test
    void shouldRefuseToMentionNobodyUnlessItIsARepeat() throws Exception {
        sides.onCommand(RecogniseMessage.class, command -> {
            throw ScriptedSides.refusal(RefusalCode.NOT_FOUND);
        });
        assertThatThrownBy(() -> send(draft("nobody"))).hasCauseInstanceOf(ProblemException.class);
        sides.onCommand(RecogniseMessage.class, command -> ACCEPTED);
        assertThat(send(draft("nobody"))).isEqualTo(ACCEPTED);
        assertThat(sides.received(SendMessage.class)).isEmpty();
    }

    private MessageAcceptance send(MessageDraft draft) throws Exception {
        return sender.send(CALLER, ANA_AND_BOB, draft).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static MessageDraft draft(String... mentions) {
        return new MessageDraft(
                "uuid", "Hi", "{}", List.of(mentions).stream().map(Handle::of).toList(), 3L, true);
    }
}
