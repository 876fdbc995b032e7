package io.verbatim.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationCommandsTest {

    private static final Uid ANA = new Uid("0123456789abcdef");
    private static final Uid BOB = new Uid("ghijklmnopqrstuv");
    private static final ConversationId CONVERSATION = ConversationId.direct(ANA, BOB);
    private static final Sealed SEALED = new Sealed("k", new byte[12], new byte[20]);

    @Test
    void shouldAllGoToTheirConversation() {
        assertThat(List.<ConversationCommand>of(
                        new OpenDirectConversation(BOB, ANA),
                        new SendMessage(CONVERSATION, ANA, "id", MessageContent.text(SEALED)),
                        new RecordReceipts(CONVERSATION, List.of())))
                .allMatch(command -> command.aggregateId().equals(CONVERSATION.aggregateId()));
    }

    @Test
    void shouldRefuseToOpenAConversationWithOneself() {
        assertThatThrownBy(() -> new OpenDirectConversation(ANA, ANA))
                .hasMessage("with: oneself (expected: somebody else)");
    }

    @Test
    void shouldJoinMovesByTheirMaxima() {
        RecordReceipts.Move one = new RecordReceipts.Move(ANA, 5, 2);
        RecordReceipts.Move other = new RecordReceipts.Move(ANA, 4, 3);

        assertThat(one.and(other)).isEqualTo(other.and(one)).isEqualTo(new RecordReceipts.Move(ANA, 5, 3));
    }

    @Test
    void shouldNotBeChangedFromOutside() {
        List<RecordReceipts.Move> moves = new ArrayList<>();
        RecordReceipts command = new RecordReceipts(CONVERSATION, moves);
        moves.add(new RecordReceipts.Move(ANA, 1, 1));

        assertThat(command.moves()).isEmpty();
    }

    @Test
    void shouldStampAnAnswerOnce() {
        Instant at = Instant.parse("2026-11-24T12:00:00Z");
        MessageAcceptance fresh = new MessageAcceptance(MessageId.of(CONVERSATION, 1), 1, 2, null, false);

        assertThat(fresh.awaitsTime()).isTrue();
        assertThat(fresh.stampedAt(at).sentAt()).isEqualTo(at);
        assertThat(fresh.stampedAt(at).awaitsTime()).isFalse();
    }

    @Test
    void shouldCompareSealedTextsByContent() {
        Sealed same = new Sealed("k", new byte[12], new byte[20]);

        assertThat(SEALED).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(SEALED)
                .isNotEqualTo(new Sealed("k2", new byte[12], new byte[20]))
                .isNotEqualTo(new Sealed("k", new byte[12], new byte[21]));
        assertThat(SEALED).hasToString("Sealed[k, 20 bytes]");
    }

    @Test
    void shouldSizeAMessageByWhatIsSealed() {
        MessageContent content = new MessageContent(SEALED, SEALED, List.of(), null, null);

        assertThat(content.sealedBytes()).isEqualTo(40);
        assertThat(new MessageSent(1, 1, ANA, "id", content).storedBytes()).isEqualTo(296);
    }
}
