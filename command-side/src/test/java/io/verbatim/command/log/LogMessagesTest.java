package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.ANA;
import static io.verbatim.command.log.LogFixture.BOB;
import static io.verbatim.command.log.LogFixture.LOBBY;
import static io.verbatim.command.log.LogFixture.append;
import static io.verbatim.command.log.LogFixture.conversation;
import static io.verbatim.command.log.LogFixture.message;
import static io.verbatim.command.log.LogFixture.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.command.conversation.Messages.Accepted;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogMessagesTest {

    private static final String ID = "0194a1b2-0000-7000-8000-000000000001";

    @TempDir
    Path folder;

    private LogEventStore log;
    private Instant sentAt;

    @BeforeEach
    void open() throws Exception {
        log = LogFixture.open(folder);
        append(log, published(LOBBY, 0, new DirectConversationOpened(1, LOBBY.pair())))
                .await();
        sentAt = append(log, published(LOBBY, 1, message(1, ID))).await();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldGiveTheFirstAnswerForEver() {
        Accepted first = new Accepted(1, 2, sentAt);

        assertThat(log.messages().find(LOBBY, ANA, ID)).isEqualTo(first);
        restart();
        assertThat(log.messages().find(LOBBY, ANA, ID)).isEqualTo(first);
    }

    @Test
    void shouldKnowAnIdOnlyOfItsSenderInItsConversation() {
        assertThat(log.messages().find(LOBBY, BOB, ID)).isNull();
        assertThat(log.messages().find(conversation(7), ANA, ID)).isNull();
        assertThat(log.messages().find(LOBBY, ANA, ID.replace('1', '2'))).isNull();
        assertThat(log.messages().find(LOBBY, ANA, "")).isNull();
    }

    @Test
    void shouldKnowTheAuthorOfAMessage() {
        LogMessages messages = (LogMessages) log.messages();

        assertThat(messages.storedAuthor(LOBBY, 1)).isEqualTo(new LogMessages.Author(ANA, 1));
        assertThat(messages.author(LOBBY, 1)).isEqualTo(ANA);
        assertThat(messages.author(LOBBY, 2)).isNull();
        assertThat(messages.storedAuthor(LOBBY, 2)).isNull();
        assertThat(messages.storedAuthor(conversation(7), 1)).isNull();
    }

    private void restart() {
        log.close();
        log = LogFixture.open(folder);
    }
}
