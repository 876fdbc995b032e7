package io.verbatim.query.conversation;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.FindReactionOutcome;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.ReactionLimits;
import io.verbatim.api.conversation.ReactionOutcome;
import io.verbatim.query.conversation.Amendment.When;
import io.verbatim.query.support.MemoryDocuments;
import io.verbatim.query.support.RunningViews;
import io.verbatim.query.support.TestLog;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import io.verbatim.testkit.People;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What somebody is told of a reaction once it is folded: never that it stands, if it was dropped.
class ReactionOutcomeTest {

    private static final String HEART = "\u2764\ufe0f";

    private final History history = Histories.talked();

    @Test
    void shouldCallWhatStandsNotDropped() {
        long version = put(BOB.uid(), HEART);
        assertThat(limit(BOB.uid(), HEART, version)).isNull();
        assertThat(limit(BOB.uid(), HEART, put(BOB.uid(), HEART))).isNull();
    }

    @Test
    void shouldTellTheLimitOfAPerson() {
        for (int i = 0; i < ReactionLimits.OF_ONE_PERSON; i++) {
            assertThat(limit(BOB.uid(), "own-" + i, put(BOB.uid(), "own-" + i))).isNull();
        }
        long version = put(BOB.uid(), HEART);
        assertThat(limit(BOB.uid(), HEART, version)).isEqualTo(ReactionLimits.OF_ONE_PERSON);
    }

    @Test
    void shouldTellTheLimitOfAMessageAlsoIfThereIsRoomSince() {
        fill(ReactionLimits.EMOJI);
        long version = put(BOB.uid(), HEART);
        assertThat(limit(BOB.uid(), HEART, version)).isEqualTo(ReactionLimits.EMOJI);
        assertThat(limit(BOB.uid(), "other-7", put(BOB.uid(), "other-7"))).isNull();

        react(People.uid(100), "other-1", false);
        assertThat(limit(BOB.uid(), HEART, version)).isEqualTo(ReactionLimits.EMOJI);
        assertThat(limit(BOB.uid(), HEART, put(BOB.uid(), HEART))).isNull();
    }

    @Test
    void shouldNotCallDroppedWhatWasTakenAwaySince() {
        fill(20);
        long version = put(BOB.uid(), HEART);
        react(BOB.uid(), HEART, false);
        assertThat(limit(BOB.uid(), HEART, version)).isNull();
    }

    @Test
    void shouldNotCallDroppedWhatIsOfADeletedMessage() {
        history.deleted(ANA.uid(), BOB.uid(), 1);
        assertThat(limit(BOB.uid(), HEART, put(BOB.uid(), HEART))).isNull();
    }

    @Test
    void shouldWaitUntilItIsFolded() {
        TestLog log = new TestLog();
        log.append(history.events());
        try (RunningViews views = RunningViews.start(log, new MemoryDocuments()).settled()) {
            long version = put(BOB.uid(), HEART);
            FindReactionOutcome query = new FindReactionOutcome(BOB.uid(), ANA_AND_BOB, 1, HEART, version);
            CompletableFuture<ReactionOutcome> outcome = views.futureOf(query, ReactionOutcome.class);
            assertThat(outcome).isNotDone();
            log.append(List.of(history.last()));
            assertThat(outcome.join().limit()).isNull();
        }
    }

    @Test
    void shouldTellNobodyElse() {
        long version = put(BOB.uid(), HEART);
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            FindReactionOutcome query = new FindReactionOutcome(CARLA.uid(), ANA_AND_BOB, 1, HEART, 1);
            assertThat(version).isGreaterThan(query.version());
            assertThat(views.refusal(query, ReactionOutcome.class).code())
                    .isIn(RefusalCode.NOT_FOUND, RefusalCode.BEHIND);
        }
    }

    /// Whatever happens between a reaction and the look at it.
    @Test
    void shouldNeverCallStandingWhatWasDropped() {
        int dropped = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Amendment before = Amendment.none(1);
            for (int version = 1; version < 60; version++) {
                MessageReacted event = any(random);
                Amendment then = before.reacted(event, new When(version, version, version));
                boolean wasDropped = event.active() && !stands(then, event);
                Amendment later = then;
                for (int after = version + 1; after <= version + random.nextInt(6); after++) {
                    later = later.reacted(any(random), new When(after, after, after));
                }
                if (wasDropped && !stands(later, event)) {
                    dropped++;
                    assertThat(later.droppedAt(event.by(), event.emoji(), version))
                            .isNotNull();
                } else if (event.active() && later == then) {
                    assertThat(later.droppedAt(event.by(), event.emoji(), version))
                            .isNull();
                }
                before = then;
            }
        }
        assertThat(dropped).isGreaterThan(100);
    }

    private static MessageReacted any(SplittableRandom random) {
        Uid by = random.nextInt(4) == 0 ? ANA.uid() : BOB.uid();
        return new MessageReacted(1, 1, by, "emoji-" + random.nextInt(14), random.nextInt(5) > 0);
    }

    private static boolean stands(Amendment amendment, MessageReacted event) {
        return amendment.reactions().stream().anyMatch(each -> each.is(event.by(), event.emoji()));
    }

    /// Different emoji of as many people as it takes; that they are members is decided elsewhere.
    private void fill(int emoji) {
        for (int i = 0; i < emoji; i++) {
            react(People.uid(100 + i / ReactionLimits.OF_ONE_PERSON), "other-" + i, true);
        }
    }

    private long put(Uid person, String emoji) {
        return react(person, emoji, true).version();
    }

    private RecordedEvent react(Uid person, String emoji, boolean active) {
        return history.did(ANA.uid(), BOB.uid(), member -> new MessageReacted(1, member, person, emoji, active))
                .last();
    }

    private Integer limit(Uid person, String emoji, long version) {
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            return views.ask(new FindReactionOutcome(person, ANA_AND_BOB, 1, emoji, version), ReactionOutcome.class)
                    .limit();
        }
    }
}
