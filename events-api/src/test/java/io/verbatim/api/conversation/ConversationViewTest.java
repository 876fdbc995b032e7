package io.verbatim.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Uid;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationViewTest {

    private static final Uid ANA = new Uid("0123456789abcdef");
    private static final Uid BOB = new Uid("ghijklmnopqrstuv");

    @ParameterizedTest
    @CsvSource({
        // joined, last, own, read, cleared, unread
        "1, 0, 0, 0, 0, 0",
        "1, 10, 0, 0, 0, 10",
        "1, 10, 0, 4, 0, 6",
        "1, 10, 7, 4, 0, 3",
        "1, 10, 7, 4, 9, 1",
        "6, 10, 0, 0, 0, 5",
        "1, 10, 10, 0, 0, 0",
        "1, 10, 0, 12, 0, 0",
    })
    void shouldCountWhatIsUnread(long joined, long last, long own, long read, long cleared, long unread) {
        assertThat(view(joined, last, own, read, cleared).unread()).isEqualTo(unread);
    }

    @Test
    void shouldNameTheOther() {
        assertThat(view(1, 0, 0, 0, 0).otherThan(ANA)).isEqualTo(BOB);
        assertThat(view(1, 0, 0, 0, 0).otherThan(BOB)).isEqualTo(ANA);
    }

    private static ConversationView view(long joined, long last, long own, long read, long cleared) {
        return new ConversationView(
                ConversationId.direct(ANA, BOB),
                ConversationType.DIRECT,
                null,
                1,
                Instant.EPOCH,
                2,
                List.of(),
                MemberRole.MEMBER,
                Instant.EPOCH,
                false,
                joined,
                last,
                own,
                read,
                read,
                cleared);
    }
}
