package io.verbatim.query.conversation;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindMessage;
import io.verbatim.api.conversation.FindReactions;
import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.FindTimeline.Range;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessagePatch;
import io.verbatim.api.conversation.MessagePatch.Mentions;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.MessageView.Tombstone;
import io.verbatim.api.conversation.ReactionLimits;
import io.verbatim.api.conversation.ReactionView;
import io.verbatim.api.conversation.ReactionsPage;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.support.MemoryDocuments;
import io.verbatim.query.support.RandomHistory;
import io.verbatim.query.support.RunningViews;
import io.verbatim.query.support.TestLog;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import io.verbatim.testkit.People;
import io.verbatim.testkit.TransparentKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/// What becomes of a message: what was asked for and changes nothing moves no version.
class MessageChangesTest {

    private static final String HEART = "\u2764\ufe0f";

    private final History history = Histories.talked();

    @Test
    void shouldShowTheLaterOfTwoEdits() {
        history.edited(ANA.uid(), BOB.uid(), 1, "Hello, Bob");
        RecordedEvent last = history.edited(ANA.uid(), BOB.uid(), 1, "Hi, Bob").last();

        MessageView message = message(ANA.uid(), 1);

        assertThat(text(message)).isEqualTo("Hi, Bob");
        assertThat(message.version()).isEqualTo(last.version());
        assertThat(message.editedAt()).isEqualTo(last.at());
    }

    @Test
    void shouldKeepWhatAnEditDoesNotName() {
        MessageContent content = new MessageContent(
                TransparentKeys.message(ANA.uid(), "vote"),
                TransparentKeys.message(ANA.uid(), "{\"a\":1}"),
                List.of(BOB.uid()),
                2L,
                true);
        history.sent(ANA.uid(), BOB.uid(), "id-4", content)
                .edited(ANA.uid(), BOB.uid(), 4, "Vote!")
                .did(
                        ANA.uid(),
                        BOB.uid(),
                        member -> new MessageEdited(
                                4, member, ANA.uid(), new MessagePatch(null, null, new Mentions(List.of()))));

        assertThat(message(BOB.uid(), 4).content())
                .isEqualTo(new MessageContent(
                        TransparentKeys.message(ANA.uid(), "Vote!"), content.data(), List.of(), 2L, true));
    }

    @Test
    void shouldLetATombstoneWinOverWhateverComesLater() {
        history.edited(ANA.uid(), BOB.uid(), 1, "Hello, Bob").reacted(BOB.uid(), ANA.uid(), 1, HEART, true);
        RecordedEvent deleted = history.deleted(ANA.uid(), BOB.uid(), 1).last();
        history.edited(ANA.uid(), BOB.uid(), 1, "Back again")
                .reacted(ANA.uid(), BOB.uid(), 1, HEART, true)
                .deleted(ANA.uid(), BOB.uid(), 1);

        MessageView message = message(BOB.uid(), 1);

        assertThat(message.tombstone()).isEqualTo(new Tombstone(deleted.at(), ANA.uid()));
        assertThat(message.version()).isEqualTo(deleted.version());
        assertThat(message.content()).isEqualTo(new MessageContent(null, null, List.of(), null, null));
        assertThat(message.editedAt()).isNull();
        assertThat(message.reactions()).isEmpty();
        assertThat(message.clientMessageId()).isNotEmpty();
    }

    @Test
    void shouldHaveTheTextOfATombstoneInNoDocument() {
        history.sent(ANA.uid(), BOB.uid(), "unsaid")
                .edited(ANA.uid(), BOB.uid(), 4, "unsaid, too")
                .deleted(ANA.uid(), BOB.uid(), 4);
        List<RecordedEvent> events = history.events();
        TestLog log = new TestLog();
        try (RunningViews together = RunningViews.of(events).settled();
                RunningViews oneByOne = RunningViews.start(log, new MemoryDocuments())) {
            for (RecordedEvent event : events) {
                log.append(List.of(event));
                oneByOne.settled();
            }
            assertNowhere("unsaid", together);
            assertNowhere("unsaid", oneByOne);
        }
    }

    private static void assertNowhere(String text, RunningViews views) {
        String sealed = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        assertThat(views.stored())
                .extracting(StoredDocument::value)
                .noneMatch(value -> new String(value, StandardCharsets.UTF_8).contains(sealed));
    }

    @Test
    void shouldShowReactionsInTheOrderOfTime() {
        history.reacted(BOB.uid(), ANA.uid(), 1, "b", true)
                .reacted(ANA.uid(), BOB.uid(), 1, "a", true)
                .reacted(ANA.uid(), BOB.uid(), 1, "b", true);

        assertThat(message(ANA.uid(), 1).reactions())
                .containsExactly(
                        new ReactionView("b", 2, List.of(BOB.uid(), ANA.uid()), true),
                        new ReactionView("a", 1, List.of(ANA.uid()), true));
        assertThat(message(BOB.uid(), 1).reactions())
                .extracting(ReactionView::mine)
                .containsExactly(true, false);
        history.reacted(BOB.uid(), ANA.uid(), 1, "b", false);
        assertThat(message(BOB.uid(), 1).reactions())
                .extracting(ReactionView::emoji)
                .containsExactly("a", "b");
    }

    @Test
    void shouldCompareEmojiByteForByte() {
        history.reacted(BOB.uid(), ANA.uid(), 1, "\u2764\ufe0f", true).reacted(BOB.uid(), ANA.uid(), 1, "\u2764", true);
        assertThat(message(BOB.uid(), 1).reactions()).hasSize(2);
    }

    @Test
    void shouldNotMoveTheVersionWhenAReactionChangesNothing() {
        RecordedEvent put =
                history.reacted(BOB.uid(), ANA.uid(), 1, HEART, true).last();
        history.reacted(BOB.uid(), ANA.uid(), 1, HEART, true)
                .reacted(ANA.uid(), BOB.uid(), 1, HEART, false)
                .reacted(ANA.uid(), BOB.uid(), 2, HEART, false);

        assertThat(message(ANA.uid(), 1).version()).isEqualTo(put.version());
        assertThat(message(ANA.uid(), 2).version())
                .isEqualTo(history.events().get(6).version());
    }

    @Test
    void shouldDropReactionsBeyondTheLimits() {
        for (int i = 0; i < ReactionLimits.OF_ONE_PERSON; i++) {
            history.reacted(BOB.uid(), ANA.uid(), 1, "own-" + i, true);
        }
        long version = history.last().version();
        history.reacted(BOB.uid(), ANA.uid(), 1, "too much", true);
        assertThat(message(BOB.uid(), 1).reactions()).hasSize(ReactionLimits.OF_ONE_PERSON);
        assertThat(message(BOB.uid(), 1).version()).isEqualTo(version);
        // as many people as it takes; that they are members is decided elsewhere
        for (int i = 0; i < ReactionLimits.EMOJI; i++) {
            Uid person = People.uid(100 + i / ReactionLimits.OF_ONE_PERSON);
            String emoji = "other-" + i;
            history.did(ANA.uid(), BOB.uid(), member -> new MessageReacted(1, member, person, emoji, true));
        }
        assertThat(message(BOB.uid(), 1).reactions()).hasSize(ReactionLimits.EMOJI);
        history.reacted(ANA.uid(), BOB.uid(), 1, "own-1", true);
        assertThat(message(BOB.uid(), 1).reactions().get(1).count()).isEqualTo(2);
    }

    @Test
    void shouldPageThroughReactionsWhateverIsTakenAway() {
        for (String emoji : List.of("a", "b", "c", "d")) {
            history.reacted(BOB.uid(), ANA.uid(), 1, emoji, true);
        }
        ReactionsPage first = reactions(null);
        assertThat(first.reactions()).extracting(ReactionsPage.Reacted::emoji).containsExactly("a", "b");
        history.reacted(BOB.uid(), ANA.uid(), 1, "a", false);
        ReactionsPage second = reactions(first.next());
        assertThat(second.reactions()).extracting(ReactionsPage.Reacted::emoji).containsExactly("c", "d");
        assertThat(second.next()).isNull();
    }

    @Test
    void shouldRefuseANextOfNoPage() {
        try (RunningViews views = RunningViews.of(history.events())) {
            FindReactions query = new FindReactions(ANA.uid(), ANA_AND_BOB, 1, 2, "x", AtLeast.ANYTHING);
            assertThat(views.refusal(query, ReactionsPage.class).field()).isEqualTo("after");
        }
    }

    @Test
    void shouldShowAMessageToMembersAlone() {
        try (RunningViews views = RunningViews.of(history.events())) {
            FindMessage query = new FindMessage(CARLA.uid(), ANA_AND_BOB, 1, AtLeast.ANYTHING);
            assertThat(views.refusal(query, MessageView.class).code()).isEqualTo(RefusalCode.NOT_FOUND);
        }
    }

    /// A page of a view that lags may be older than a copy that a client has: its versions say so.
    @Test
    void shouldNeverHaveTwoContentsUnderOneVersion() {
        Map<String, MessageView> known = new HashMap<>();
        List<RecordedEvent> events = RandomHistory.of(11, 2, 120);
        for (int end = 3; end <= events.size(); end++) {
            try (RunningViews delayed = RunningViews.of(events.subList(0, end)).settled()) {
                for (MessageView now : page(delayed)) {
                    MessageView before = known.put(now.seq() + "", now);
                    if (before != null && before.version() == now.version()) {
                        assertThat(now).isEqualTo(before);
                    } else if (before != null) {
                        assertThat(now.version()).isGreaterThan(before.version());
                    }
                }
            }
        }
        assertThat(known).hasSizeGreaterThan(5);
    }

    private static List<MessageView> page(RunningViews views) {
        FindTimeline query = new FindTimeline(
                People.uid(1),
                ConversationId.direct(People.uid(1), People.uid(2)),
                new Range.Newest(),
                200,
                AtLeast.ANYTHING);
        try {
            return views.ask(query, TimelinePage.class).messages();
        } catch (CompletionException notThereYet) {
            return List.of();
        }
    }

    private ReactionsPage reactions(String after) {
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            return views.ask(
                    new FindReactions(ANA.uid(), ANA_AND_BOB, 1, 2, after, AtLeast.ANYTHING), ReactionsPage.class);
        }
    }

    private MessageView message(Uid reader, long seq) {
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            return views.ask(new FindMessage(reader, ANA_AND_BOB, seq, AtLeast.ANYTHING), MessageView.class);
        }
    }

    private static String text(MessageView message) {
        return new TransparentKeys().open(message.content().text());
    }
}
