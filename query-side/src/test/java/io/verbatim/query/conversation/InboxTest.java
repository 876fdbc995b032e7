package io.verbatim.query.conversation;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.FindEntries;
import io.verbatim.api.conversation.FindInbox;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.query.documents.DocumentBatch;
import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.support.MemoryDocuments;
import io.verbatim.query.support.RunningViews;
import io.verbatim.query.support.TestLog;
import io.verbatim.testkit.History;
import io.verbatim.testkit.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {

    private static final int OTHERS = 25;

    /// Ana talks with everybody, and last with those who come first.
    private static History talksWithMany() {
        History history = new History();
        for (int person = 2; person <= OTHERS + 1; person++) {
            history.opened(ANA.uid(), People.uid(person));
        }
        for (int person = OTHERS + 1; person >= 2; person--) {
            history.sent(People.uid(person), ANA.uid(), "Hello from " + person);
        }
        return history;
    }

    private static ConversationId with(int person) {
        return ConversationId.direct(ANA.uid(), People.uid(person));
    }

    private static List<ConversationId> withAll() {
        return IntStream.rangeClosed(2, OTHERS + 1).mapToObj(InboxTest::with).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 24, 25, 26, 200})
    void shouldPageFromTheNewest(int limit) {
        try (RunningViews views = RunningViews.of(talksWithMany().events())) {
            assertThat(allPages(views, ANA.uid(), limit)).containsExactlyElementsOf(withAll());
        }
    }

    @Test
    void shouldPageThroughWhatHappenedAtTheSameTime() {
        History history = new History();
        Instant same = Instant.parse("2026-11-24T12:00:00Z");
        for (int person = 2; person <= OTHERS + 1; person++) {
            history.at(same).opened(ANA.uid(), People.uid(person));
            history.at(same).sent(ANA.uid(), People.uid(person), "Hello");
        }
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(allPages(views, ANA.uid(), 4)).containsExactlyInAnyOrderElementsOf(withAll());
        }
    }

    @Test
    void shouldSayHowFarItHasSeen() {
        History history = talksWithMany();
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(page(views, ANA.uid(), 5, null).position())
                    .isEqualTo(history.last().position());
        }
    }

    @Test
    void shouldMoveAConversationToTheTop() {
        History history = talksWithMany();
        try (RunningViews views = RunningViews.of(history.events())) {
            views.log().append(history.sent(ANA.uid(), People.uid(9), "Well").last());
            List<ConversationId> inbox = allPages(views.settled(), ANA.uid(), 10);
            assertThat(inbox).hasSize(OTHERS).startsWith(with(9), with(2), with(3));
            InboxEntry first = page(views, ANA.uid(), 1, null).entries().getFirst();
            assertThat(first.lastMessage()).isNotNull();
            assertThat(first.lastMessage().seq()).isEqualTo(2);
            assertThat(first.lastActivityAt()).isEqualTo(history.last().at());
            assertThat(first.settings()).isEqualTo(ConversationSettings.DEFAULT);
        }
    }

    @Test
    void shouldNotMoveAConversationByReceipts() {
        History history = talksWithMany();
        try (RunningViews views = RunningViews.of(history.events())) {
            views.log().append(history.read(ANA.uid(), People.uid(9), 1).last());
            assertThat(allPages(views.settled(), ANA.uid(), 10)).containsExactlyElementsOf(withAll());
        }
    }

    @Test
    void shouldIgnoreARowThatIsLeftOver() {
        TestLog log = new TestLog();
        MemoryDocuments documents = new MemoryDocuments();
        List<RecordedEvent> events = talksWithMany().events();
        log.append(events);
        try (RunningViews views = RunningViews.start(log, documents)) {
            views.settled();
            long longAgo = events.getFirst().at().toEpochMilli() - 1;
            documents.write(DocumentBatch.of(
                    new StoredDocument(Head.inboxKey(ANA.uid(), longAgo, with(5)), 1, new byte[0]),
                    new StoredDocument(Head.inboxKey(ANA.uid(), longAgo, with(99)), 1, new byte[0])));
            assertThat(allPages(views, ANA.uid(), 10)).containsExactlyElementsOf(withAll());
        }
    }

    @Test
    void shouldRefuseAPageThatNoPageHasNamed() {
        try (RunningViews views = RunningViews.of(talksWithMany().events())) {
            for (String before : List.of("", "x", "0000000000000", "0000000000000.x", "000000000000z." + with(3))) {
                assertThat(views.refusal(new FindInbox(ANA.uid(), 10, before, AtLeast.ANYTHING), InboxPage.class)
                                .field())
                        .isEqualTo("before");
            }
        }
    }

    @Test
    void shouldFindEntriesInTheOrderAsked() {
        try (RunningViews views = RunningViews.of(talksWithMany().events())) {
            List<ConversationId> asked = List.of(with(7), with(99), with(3), with(7), with(20));
            InboxPage found = views.ask(new FindEntries(ANA.uid(), asked, AtLeast.ANYTHING), InboxPage.class);
            assertThat(found.entries())
                    .extracting(entry -> entry.conversation().id())
                    .containsExactly(with(7), with(3), with(20));
            assertThat(found.next()).isNull();
        }
    }

    @Test
    void shouldShowNobodyElsesConversations() {
        try (RunningViews views = RunningViews.of(talksWithMany().events())) {
            assertThat(allPages(views, BOB.uid(), 10)).containsExactly(with(2));
            assertThat(allPages(views, People.STRANGER.uid(), 10)).containsExactly(with(5));
            assertThat(allPages(views, People.uid(99), 10)).isEmpty();
        }
    }

    private static List<ConversationId> allPages(RunningViews views, Uid owner, int limit) {
        List<ConversationId> all = new ArrayList<>();
        String next = null;
        do {
            InboxPage page = page(views, owner, limit, next);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            page.entries().forEach(entry -> all.add(entry.conversation().id()));
            next = page.next();
        } while (next != null);
        return all;
    }

    private static InboxPage page(RunningViews views, Uid owner, int limit, @Nullable String before) {
        return views.ask(new FindInbox(owner, limit, before, AtLeast.ANYTHING), InboxPage.class);
    }
}
